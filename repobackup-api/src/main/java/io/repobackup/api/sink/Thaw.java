package io.repobackup.api.sink;

import java.time.Duration;

/** Brings blobs back from cold tiers. */
public non-sealed interface Thaw extends SinkFacet {

    /** How readable a blob is now. Idempotent. */
    Temperature temperature(BlobKey key);

    /** Asks the store to make a blob readable for at least this long. Returns at once; idempotent. */
    void thaw(BlobKey key, Duration readableFor);

    /** How readable a blob is. */
    enum Temperature {
        /** Readable now. */
        READABLE,
        /** On its way: ask again later. */
        THAWING,
        /** Cold: must be thawed first. */
        FROZEN
    }
}
