package io.repobackup.core.lock;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a store. Of several versions under a key the oldest is meant: somebody who put another one over it must not
 * get that one locked in its place; a marker of deletion hides nothing.
 *
 * <p><i>Thread-safe.</i>
 */
final class StoredObjects {

    private final BlobSink sink;
    private final @Nullable Versions versions;

    private StoredObjects(BlobSink sink, @Nullable Versions versions) {
        this.sink = sink;
        this.versions = versions;
    }

    static StoredObjects on(BlobSink sink) {
        return new StoredObjects(sink, sink.facet(Versions.class).orElse(null));
    }

    Map<BlobKey, StoredBlob> under(BlobKey folder) {
        Map<BlobKey, StoredBlob> objects = new TreeMap<>();
        try (Stream<StoredBlob> listed = list(BlobListing.under(folder))) {
            listed.forEach(object -> objects.put(object.key(), object));
        }
        return objects;
    }

    Optional<StoredBlob> find(BlobKey key) {
        return versions == null ? sink.stat(key) : versions.of(key).stream().findFirst();
    }

    private Stream<StoredBlob> list(BlobListing listing) {
        return versions == null ? sink.list(listing) : versions.list(listing).map(Versions.VersionedKey::oldest);
    }
}
