package io.repobackup.testkit.sink;

import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.StoredBlob;
import java.time.Instant;

/** Locks blobs in memory. <i>Thread-safe.</i> */
record MemoryRetention(MemoryStore store) implements Retention {

    @Override
    public void retainAtLeast(StoredBlob blob, Instant until) {
        MemoryBlob meant = blob.version().isPresent() ? store.require(blob) : store.require(blob.key());
        store.locks().extend(meant.description(), until);
    }
}
