package io.repobackup.core.vault;

import io.repobackup.api.failure.MisconfiguredException;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Has everything locked that is put into a vault, from the moment at which it is put. A lock that is asked for and ends
 * later stays as it is.
 *
 * <p><i>Thread-safe.</i> Closing it closes the decorated sink.
 */
final class LockingSink implements BlobSink {

    private final BlobSink sink;
    private final Clock clock;
    private final Duration lockFor;

    private LockingSink(BlobSink sink, Clock clock, Duration lockFor) {
        this.sink = sink;
        this.clock = clock;
        this.lockFor = lockFor;
    }

    /**
     * The sink to write to with these options: the sink itself, where they ask for no locks.
     *
     * @throws MisconfiguredException when they ask for locks and the sink has none
     */
    static BlobSink over(BlobSink sink, VaultOptions options) {
        if (options.lockFor().isEmpty()) {
            return sink;
        }
        Duration lockFor = options.lockFor().get();
        if (sink.facet(Retention.class).isEmpty()) {
            throw new MisconfiguredException("Cannot lock what is stored for " + lockFor
                    + ": this store locks nothing, or these credentials may not. Use a bucket with Object Lock or a container"
                    + " with version-level immutability, or open the vault without withLockFor");
        }
        return new LockingSink(sink, options.clock(), lockFor);
    }

    @Override
    public SinkCapabilities capabilities() {
        return sink.capabilities();
    }

    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        return sink.begin(key, locked(options));
    }

    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        return sink.putIfAbsent(key, bytes, locked(options));
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

    private BlobOptions locked(BlobOptions options) {
        Instant end = clock.instant().plus(lockFor);
        return options.retainUntil().filter(end::isBefore).isPresent() ? options : options.withRetainUntil(end);
    }
}
