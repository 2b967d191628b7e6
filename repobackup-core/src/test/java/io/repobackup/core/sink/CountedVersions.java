package io.repobackup.core.sink;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import io.repobackup.testkit.sink.ForwardingSink;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A sink with versions that counts what it is asked. <i>Thread-safe.</i> */
public final class CountedVersions extends ForwardingSink {

    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong stored = new AtomicLong();

    /** Counts what this sink is asked. */
    public CountedVersions(BlobSink sink) {
        super(sink);
    }

    /** How many listings and questions for versions there were. */
    public long asked() {
        return asked.get();
    }

    /** How many blobs were opened. */
    public long opened() {
        return opened.get();
    }

    /** How many blobs were put or uploaded. */
    public long stored() {
        return stored.get();
    }

    /** Counts from 0 again. */
    public void reset() {
        asked.set(0);
        opened.set(0);
        stored.set(0);
    }

    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        stored.incrementAndGet();
        return super.begin(key, options);
    }

    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        stored.incrementAndGet();
        return super.putIfAbsent(key, bytes, options);
    }

    @Override
    public InputStream open(BlobKey key, ByteRange range) {
        opened.incrementAndGet();
        return super.open(key, range);
    }

    @Override
    public Optional<StoredBlob> stat(BlobKey key) {
        asked.incrementAndGet();
        return super.stat(key);
    }

    @Override
    public Stream<StoredBlob> list(BlobListing listing) {
        asked.incrementAndGet();
        return super.list(listing);
    }

    @Override
    public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
        return type == Versions.class
                ? super.facet(Versions.class).map(Counted::new).map(type::cast)
                : super.facet(type);
    }

    private final class Counted implements Versions {

        private final Versions versions;

        Counted(Versions versions) {
            this.versions = versions;
        }

        @Override
        public Stream<StoredBlob> of(BlobKey key) {
            asked.incrementAndGet();
            return versions.of(key);
        }

        @Override
        public List<StoredBlob> oldest(BlobKey key, Predicate<StoredBlob> test, int most) {
            asked.incrementAndGet();
            return versions.oldest(key, test, most);
        }

        @Override
        public InputStream open(StoredBlob version, ByteRange range) {
            opened.incrementAndGet();
            return versions.open(version, range);
        }

        @Override
        public Stream<VersionedKey> list(BlobListing listing) {
            asked.incrementAndGet();
            return versions.list(listing);
        }
    }
}
