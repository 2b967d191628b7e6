package io.repobackup.core.copy;

/**
 * How thoroughly a copy looks at what the target has already.
 *
 * <p><i>Immutable.</i>
 */
public enum Comparison {
    /**
     * Subjects whose logs are as long on both sides are taken for copied: two listings each. What was missing or damaged when
     * their last record was copied is not tried again.
     */
    LOGS,
    /** All logs are read, and every blob that counts is there with its size: three listings more, and one read for each record. */
    SIZES,
    /** Likewise, and every byte that the target has is read and compared with its digest. */
    DIGESTS
}
