package io.repobackup.api.sink;

import java.time.Instant;

/** Locks blobs against removal, by anybody, until a time. */
public non-sealed interface Retention extends SinkFacet {

    /**
     * Makes the store refuse the removal of a blob at least until this time. Never shortens a lock; idempotent.
     *
     * @throws io.repobackup.api.failure.NotFoundException when there is no such blob
     */
    void retainAtLeast(StoredBlob blob, Instant until);
}
