package io.repobackup.benchmarks.step;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.SinkCapabilities;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.StoredBlob;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A sink that counts what it is sent and forgets it, so that only what lies above it takes time. <i>Thread-safe.</i> */
final class DiscardingSink implements BlobSink {

    @Override
    public SinkCapabilities capabilities() {
        return SinkCapabilities.racing(SinkCapabilities.USUAL_SMALL_LIMIT_IN_BYTES);
    }

    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        return new Discarding(key);
    }

    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        return stored(key, bytes.length);
    }

    @Override
    public InputStream open(BlobKey key, ByteRange range) {
        return InputStream.nullInputStream();
    }

    @Override
    public Optional<StoredBlob> stat(BlobKey key) {
        return Optional.empty();
    }

    @Override
    public Stream<StoredBlob> list(BlobListing listing) {
        return Stream.empty();
    }

    @Override
    public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
        return Optional.empty();
    }

    @Override
    public void close() {}

    private static StoredBlob stored(BlobKey key, long size) {
        return new StoredBlob(key, Optional.empty(), size, Optional.empty(), Instant.EPOCH);
    }

    private static final class Discarding implements BlobUpload {

        private final BlobKey key;
        private long size;

        Discarding(BlobKey key) {
            this.key = key;
        }

        @Override
        public void write(ByteBuffer bytes) {
            size += bytes.remaining();
            bytes.position(bytes.limit());
        }

        @Override
        public StoredBlob commit() {
            return stored(key, size);
        }

        @Override
        public void close() {}
    }
}
