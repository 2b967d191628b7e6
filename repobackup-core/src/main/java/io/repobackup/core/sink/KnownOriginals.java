package io.repobackup.core.sink;

import io.repobackup.api.sink.BlobKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The originals that were seen lately, so many at most. <i>Thread-safe.</i> */
final class KnownOriginals {

    private static final int KEPT = 4_096;

    private final Map<BlobKey, Original> originals = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BlobKey, Original> eldest) {
            return size() > KEPT;
        }
    };

    synchronized void remember(Original original) {
        originals.put(original.version().key(), original);
    }

    synchronized Optional<Original> find(BlobKey key) {
        return Optional.ofNullable(originals.get(key));
    }

    synchronized void forget(BlobKey key) {
        originals.remove(key);
    }
}
