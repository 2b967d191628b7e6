package io.repobackup.testkit.sink;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The versions in memory. <i>Thread-safe.</i> */
record MemoryVersions(MemoryStore store, @Nullable MemoryTier tier, AtomicInteger openReads) implements Versions {

    @Override
    public Stream<StoredBlob> of(BlobKey key) {
        openReads.incrementAndGet();
        return all(key).onClose(openReads::decrementAndGet);
    }

    @Override
    public List<StoredBlob> oldest(BlobKey key, Predicate<StoredBlob> test, int most) {
        return all(key).filter(test).limit(most).toList();
    }

    private Stream<StoredBlob> all(BlobKey key) {
        return store.history(key).stream()
                .flatMap(history -> history.versions().stream())
                .map(MemoryBlob::description);
    }

    @Override
    public InputStream open(StoredBlob version, ByteRange range) {
        MemoryBlob blob = store.require(version);
        if (tier != null) {
            tier.requireReadable(blob.description());
        }
        return MemoryRead.of(blob, range, openReads);
    }

    @Override
    public Stream<VersionedKey> list(BlobListing listing) {
        openReads.incrementAndGet();
        return store.histories(listing).map(MemoryHistory::description).onClose(openReads::decrementAndGet);
    }
}
