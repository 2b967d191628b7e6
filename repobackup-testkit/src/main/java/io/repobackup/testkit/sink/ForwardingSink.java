package io.repobackup.testkit.sink;

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
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sink that does what another one does, for tests that want one with something changed: override what is to be different.
 * Faults are put into a sink by {@link FaultySink}; a decorator that is no test's says itself what it does with each call.
 *
 * <p><i>Thread-safe</i>, as its sink is. Closing it closes the sink.
 */
public class ForwardingSink implements BlobSink {

    private final BlobSink sink;

    /** Does what this sink does. */
    public ForwardingSink(BlobSink sink) {
        this.sink = sink;
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
    public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
        return sink.facet(type);
    }

    @Override
    public void close() {
        sink.close();
    }
}
