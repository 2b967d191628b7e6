package io.repobackup.core.lock;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.StoredBlob;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What lies in the sink of a vault. Of several versions under a key that sink shows the one that was meant, which is the one
 * to be locked.
 *
 * <p><i>Thread-safe.</i>
 */
final class StoredObjects {

    private final BlobSink sink;

    private StoredObjects(BlobSink sink) {
        this.sink = sink;
    }

    static StoredObjects on(BlobSink sink) {
        return new StoredObjects(sink);
    }

    Map<BlobKey, StoredBlob> under(BlobKey folder) {
        Map<BlobKey, StoredBlob> objects = new TreeMap<>();
        try (Stream<StoredBlob> listed = sink.list(BlobListing.under(folder))) {
            listed.forEach(object -> objects.put(object.key(), object));
        }
        return objects;
    }

    Optional<StoredBlob> find(BlobKey key) {
        return sink.stat(key);
    }
}
