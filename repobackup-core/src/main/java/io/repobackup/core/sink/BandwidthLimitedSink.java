package io.repobackup.core.sink;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.SinkCapabilities;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import io.repobackup.core.threads.RealTime;
import io.repobackup.http.Sleeper;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Another sink that is written and read no faster than so many bytes a second, by all streams together, which take turns. What
 * counts are the bytes of blobs; listings and other requests pass freely. Waiting ends by an interrupt.
 *
 * <pre>{@code
 * BlobSink sink = BandwidthLimitedSink.over(bucket).up(5_000_000).down(20_000_000).build();
 * }</pre>
 *
 * <p>All facets are those of the sink; {@code Versions} are read at the same rate. It belongs next to the store, beneath
 * encryption, whose {@code stored()} is then limited too.
 *
 * <p><i>Thread-safe.</i> Closing it closes the sink.
 */
public final class BandwidthLimitedSink implements BlobSink {

    private final BlobSink sink;
    private final @Nullable Rate up;
    private final @Nullable Rate down;

    private BandwidthLimitedSink(BlobSink sink, @Nullable Rate up, @Nullable Rate down) {
        this.sink = sink;
        this.up = up;
        this.down = down;
    }

    /** A builder for a limited view of this sink; no limit holds unless set. */
    public static Builder over(BlobSink sink) {
        return new Builder(sink);
    }

    @Override
    public SinkCapabilities capabilities() {
        return sink.capabilities();
    }

    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        BlobUpload upload = sink.begin(key, options);
        return up == null ? upload : new RatedUpload(upload, up);
    }

    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        if (up != null) {
            up.take(bytes.length);
        }
        return sink.putIfAbsent(key, bytes, options);
    }

    @Override
    public InputStream open(BlobKey key, ByteRange range) {
        return rated(sink.open(key, range));
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
        return sink.facet(type)
                .map(facet -> facet instanceof Versions versions ? type.cast(new RatedVersions(versions)) : facet);
    }

    @Override
    public void close() {
        sink.close();
    }

    private InputStream rated(InputStream in) {
        return down == null ? in : new RatedStream(in, down);
    }

    private final class RatedVersions implements Versions {

        private final Versions versions;

        RatedVersions(Versions versions) {
            this.versions = versions;
        }

        @Override
        public Stream<StoredBlob> of(BlobKey key) {
            return versions.of(key);
        }

        @Override
        public List<StoredBlob> oldest(BlobKey key, Predicate<StoredBlob> test, int most) {
            return versions.oldest(key, test, most);
        }

        @Override
        public InputStream open(StoredBlob version, ByteRange range) {
            return rated(versions.open(version, range));
        }

        @Override
        public Stream<VersionedKey> list(BlobListing listing) {
            return versions.list(listing);
        }
    }

    /** Collects limits. <i>Confined to one thread at a time.</i> */
    public static final class Builder {

        private final BlobSink sink;
        private long up = Long.MAX_VALUE;
        private long down = Long.MAX_VALUE;
        private LongSupplier nanoTime = System::nanoTime;
        private Sleeper sleeper = new RealTime();

        private Builder(BlobSink sink) {
            this.sink = sink;
        }

        /** How many bytes a second are written, 1 or more. */
        public Builder up(long bytesPerSecond) {
            this.up = positive(bytesPerSecond);
            return this;
        }

        /** How many bytes a second are read, 1 or more. */
        public Builder down(long bytesPerSecond) {
            this.down = positive(bytesPerSecond);
            return this;
        }

        /** A time in nanoseconds that never goes back, and what waits by it; those of this machine unless set. */
        public Builder time(LongSupplier nanoTime, Sleeper sleeper) {
            this.nanoTime = nanoTime;
            this.sleeper = sleeper;
            return this;
        }

        /** The sink with these limits. */
        public BandwidthLimitedSink build() {
            return new BandwidthLimitedSink(sink, rate(up), rate(down));
        }

        private @Nullable Rate rate(long bytesPerSecond) {
            return bytesPerSecond == Long.MAX_VALUE ? null : new Rate(bytesPerSecond, nanoTime, sleeper);
        }

        private static long positive(long bytesPerSecond) {
            if (bytesPerSecond < 1) {
                throw new IllegalArgumentException("a bandwidth is 1 byte a second or more, not " + bytesPerSecond);
            }
            return bytesPerSecond;
        }
    }
}
