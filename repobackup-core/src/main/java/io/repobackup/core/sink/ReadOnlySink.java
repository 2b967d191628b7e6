package io.repobackup.core.sink;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Encryption;
import io.repobackup.api.sink.SinkCapabilities;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Versions;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Another sink, to which nothing is written and from which nothing is removed, whatever the credentials allow: for restores and
 * verifications. Of the facets there are {@code Versions}, {@code Thaw}, which changes what reading costs and not what is
 * read, and {@code Encryption}; the others are hidden.
 *
 * <p><i>Thread-safe.</i> Closing it closes the sink.
 */
public final class ReadOnlySink implements BlobSink {

    private static final Set<Class<? extends SinkFacet>> SHOWN = Set.of(Versions.class, Thaw.class, Encryption.class);

    private final BlobSink sink;

    private ReadOnlySink(BlobSink sink) {
        this.sink = sink;
    }

    /** This sink, for reading only. */
    public static ReadOnlySink over(BlobSink sink) {
        return new ReadOnlySink(sink);
    }

    @Override
    public SinkCapabilities capabilities() {
        return sink.capabilities();
    }

    /** Always fails with {@link AccessDeniedException}. */
    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        throw refused(key);
    }

    /** Always fails with {@link AccessDeniedException}. */
    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        throw refused(key);
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
        Optional<F> facet = SHOWN.contains(type) ? sink.facet(type) : Optional.empty();
        return facet.map(shown -> shown instanceof Encryption encryption ? type.cast(new ReadOnly(encryption)) : shown);
    }

    @Override
    public void close() {
        sink.close();
    }

    private static AccessDeniedException refused(BlobKey key) {
        return new AccessDeniedException("Cannot store " + key
                + ": the store was opened for reading only; open it without ReadOnlySink where it is to be written");
    }

    private record ReadOnly(Encryption encryption) implements Encryption {

        @Override
        public String mode() {
            return encryption.mode();
        }

        @Override
        public Set<String> recipients(BlobClass blobClass) {
            return encryption.recipients(blobClass);
        }

        @Override
        public boolean canRead(BlobClass blobClass) {
            return encryption.canRead(blobClass);
        }

        @Override
        public void requireProved() {
            encryption.requireProved();
        }

        @Override
        public BlobSink stored() {
            return ReadOnlySink.over(encryption.stored());
        }
    }
}
