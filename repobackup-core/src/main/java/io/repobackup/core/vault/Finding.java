package io.repobackup.core.vault;

import io.repobackup.api.sink.BlobKey;

/**
 * Something in a vault that is not as it must be, and that was worked around.
 *
 * <p><i>Immutable.</i>
 *
 * @param kind what it is
 * @param key where it is
 * @param text what was seen, in words for a person
 */
public record Finding(Kind kind, BlobKey key, String text) {

    /** What may be wrong. */
    public enum Kind {
        /** A record that counts for nothing; it occupies its number. */
        VOID_RECORD,
        /** A record that a later one vouches for, and whose bytes have changed since. */
        DAMAGED_RECORD,
        /** A record that nobody trusted vouches for, where the signature policy requires it; it occupies its number. */
        UNTRUSTED_RECORD,
        /** The same where the signature policy only warns: it counts. */
        UNSIGNED_RECORD,
        /** A number without a record, before others. */
        GAP,
        /** A record after a gap: never used. */
        BEYOND_GAP,
        /** Something in a log that is no record. */
        FOREIGN,
        /** The catalog knows a record that the log does not have. */
        CATALOG_AHEAD,
        /** A blob that the head relies on is not there, or has another size. */
        MISSING_BLOB
    }
}
