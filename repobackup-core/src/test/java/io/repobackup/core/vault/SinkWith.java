package io.repobackup.core.vault;

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

/** A sink with another facet in place of its own, or without any. */
public record SinkWith(BlobSink sink, Optional<SinkFacet> facet) implements BlobSink {

    public static SinkWith facet(BlobSink sink, SinkFacet facet) {
        return new SinkWith(sink, Optional.of(facet));
    }

    public static SinkWith noFacets(BlobSink sink) {
        return new SinkWith(sink, Optional.empty());
    }

    @Override
    public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
        Optional<F> other = facet.filter(type::isInstance).map(type::cast);
        return facet.isEmpty() || other.isPresent() ? other : sink.facet(type);
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
