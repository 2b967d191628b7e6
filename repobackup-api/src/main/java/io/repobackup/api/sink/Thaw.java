package io.repobackup.api.sink;

import java.time.Duration;

/**
 * Brings blobs back from cold tiers. Of a blob with a version, that version is meant, whatever was put over it; of one without,
 * the newest. Size, digest and time of what is given do not matter to a store; a decorator may choose a version by them.
 */
public non-sealed interface Thaw extends SinkFacet {

    /**
     * How readable a blob is now. Idempotent.
     *
     * @throws io.repobackup.api.failure.NotFoundException when there is no such blob
     */
    Temperature temperature(StoredBlob blob);

    /**
     * Asks the store to make a blob readable for at least this long. Returns at once; idempotent.
     *
     * @throws io.repobackup.api.failure.NotFoundException when there is no such blob
     */
    void thaw(StoredBlob blob, Duration readableFor);

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
