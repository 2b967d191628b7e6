package io.repobackup.api.retention;

import io.repobackup.api.snapshot.SnapshotInfo;

/**
 * Whether a snapshot is kept, and why.
 *
 * <p><i>Immutable.</i>
 *
 * @param snapshot which one
 * @param decision whether it is kept
 * @param reason why, in words for a person: {@code last of week 47}
 */
public record Verdict(SnapshotInfo snapshot, Decision decision, String reason) {

    /** Whether a snapshot is kept. */
    public enum Decision {
        /** It stays restorable. */
        KEEP,
        /** It may go; what no kept snapshot needs is removed. */
        DROP
    }
}
