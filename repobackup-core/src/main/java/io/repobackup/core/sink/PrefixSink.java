package io.repobackup.core.sink;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.FrozenException;
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
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What lies below a folder of another sink, as a sink of its own: several vaults, or one for each tenant, in one store. Nothing
 * outside of the folder is seen or touched. All facets of the sink are there, for the folder alone.
 *
 * <pre>{@code
 * BlobSink tenant = PrefixSink.below(BlobKey.of("tenants/acme"), bucket);
 * }</pre>
 *
 * <p>A key and its folder have 512 characters together; a vault needs 300 of them. Leftovers of uploads of which the store
 * does not know the key are seen in the sink beneath only.
 *
 * <p><i>Thread-safe.</i> Closing it closes the sink.
 */
public final class PrefixSink implements BlobSink {

    private final Prefix prefix;
    private final BlobSink sink;

    private PrefixSink(Prefix prefix, BlobSink sink) {
        this.prefix = prefix;
        this.sink = sink;
    }

    /** What lies below this folder. */
    public static PrefixSink below(BlobKey folder, BlobSink sink) {
        return new PrefixSink(new Prefix(folder), sink);
    }

    @Override
    public SinkCapabilities capabilities() {
        return sink.capabilities();
    }

    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        return new PrefixUpload(sink.begin(prefix.outside(key), options), prefix);
    }

    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        return prefix.inside(sink.putIfAbsent(prefix.outside(key), bytes, options));
    }

    @Override
    public InputStream open(BlobKey key, ByteRange range) {
        return told(key, () -> sink.open(prefix.outside(key), range));
    }

    @Override
    public Optional<StoredBlob> stat(BlobKey key) {
        return sink.stat(prefix.outside(key)).map(prefix::inside);
    }

    @Override
    public Stream<StoredBlob> list(BlobListing listing) {
        return sink.list(prefix.outside(listing)).map(prefix::inside);
    }

    @Override
    public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
        return sink.facet(type).map(facet -> type.cast(PrefixedFacet.of(facet, prefix)));
    }

    @Override
    public void close() {
        sink.close();
    }

    /** Failures that name a key name it as it is called here. */
    static <T> T told(BlobKey key, Supplier<T> call) {
        try {
            return call.get();
        } catch (FrozenException e) {
            FrozenException told = new FrozenException(String.valueOf(e.getMessage()), key.text());
            told.addSuppressed(e);
            throw told;
        } catch (CorruptedException e) {
            throw new CorruptedException(key.text(), e.expected(), e.actual(), e);
        }
    }
}
