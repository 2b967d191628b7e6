package io.repobackup.core.lock;

import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.SinkCapabilities;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.StoredBlob;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A store that locks nothing for these credentials. */
record RefusingSink(BlobSink sink, Retention refusing) implements BlobSink {

    static RefusingSink over(BlobSink sink, Supplier<RepobackupException> refusal) {
        return new RefusingSink(sink, (blob, until) -> {
            throw refusal.get();
        });
    }

    @Override
    public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
        return type == Retention.class ? Optional.of(type.cast(refusing)) : sink.facet(type);
    }

    @Override
    public SinkCapabilities capabilities() {
        return sink.capabilities();
    }

    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        return sink.begin(key, options);
    }

    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        return sink.putIfAbsent(key, bytes, options);
    }

    @Override
    public InputStream open(BlobKey key, ByteRange range) {
        return sink.open(key, range);
    }

    @Override
    public Optional<StoredBlob> stat(BlobKey key) {
        return sink.stat(key);
    }

    @Override
    public Stream<StoredBlob> list(BlobListing listing) {
        return sink.list(listing);
    }

    @Override
    public void close() {
        sink.close();
    }
}
