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
import io.repobackup.testkit.time.FakeClock;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sink in memory that passes {@code BlobSinkContract}, with the facets {@code Removal} and {@code Uploads}, and where it
 * was made so {@code Versions}, {@code Retention} and {@code Thaw}. Stricter than the contract where that finds mistakes: it
 * refuses a key that is a folder of another one, and a second upload of a key that exists.
 *
 * <p>It also shows and damages what it holds, which no store would let a test do. <i>Thread-safe.</i>
 */
public final class InMemoryBlobSink implements BlobSink {

    private final MemoryStore store;
    private final @Nullable MemoryRetention retention;
    private final @Nullable MemoryTier tier;
    private final Set<MemoryUpload> unfinished = ConcurrentHashMap.newKeySet();
    private final AtomicInteger openReads = new AtomicInteger();
    private volatile boolean closed;

    private InMemoryBlobSink(MemoryStore store, @Nullable MemoryRetention retention, @Nullable MemoryTier tier) {
        this.store = store;
        this.retention = retention;
        this.tier = tier;
    }

    /** An empty sink, whose blobs are all stored at the time of an unmoved {@link FakeClock}. */
    public static InMemoryBlobSink create() {
        return on(FakeClock.create());
    }

    /** An empty sink with the times of this clock. */
    public static InMemoryBlobSink on(Clock clock) {
        return new InMemoryBlobSink(MemoryStore.plain(clock), null, null);
    }

    /** An empty sink that keeps every version of a key, with the times of this clock; it has the facet {@code Versions} too. */
    public static InMemoryBlobSink versioned(Clock clock) {
        return new InMemoryBlobSink(MemoryStore.versioned(clock), null, null);
    }

    /**
     * Another sink on the same content that locks blobs, when they are put and later: it has the facet {@code Retention} too.
     * What is locked is not removed before its time by the sink's clock.
     */
    public InMemoryBlobSink withLocks() {
        return new InMemoryBlobSink(store, new MemoryRetention(store), tier);
    }

    /**
     * Another sink on the same content with a cold tier: it has the facet {@code Thaw} too. What is put through it as data of
     * this size or more is frozen at once.
     *
     * @param thawTakes how long it takes from the request until a frozen blob can be read, by the sink's clock
     */
    public InMemoryBlobSink withColdTier(long fromBytes, Duration thawTakes) {
        return new InMemoryBlobSink(store, retention, new MemoryTier(store, fromBytes, thawTakes));
    }

    /** Another sink on the same content, as another process would open it; works after this one was closed. */
    public InMemoryBlobSink reopen() {
        return new InMemoryBlobSink(store, retention, tier);
    }

    /** Every key, ascending, as of now. */
    public SortedSet<BlobKey> keys() {
        return store.list(BlobListing.all()).map(MemoryBlob::key).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A copy of the bytes under a key. */
    public byte[] content(BlobKey key) {
        return store.require(key).bytes().clone();
    }

    /** Puts other bytes in place of those under a key, as rot would; with versions, of those of the newest. */
    public void tamper(BlobKey key, byte[] bytes) {
        store.damage(key, bytes.clone());
    }

    /** Puts bytes under a key whether it exists or not, as an attacker would; with versions, a newer one. */
    public void overwrite(BlobKey key, byte[] bytes) {
        store.add(key, bytes.clone());
    }

    /** Puts a marker of deletion over the versions of a key, as an attacker would; only with versions. */
    public void hide(BlobKey key) {
        store.hide(key);
    }

    /** Makes a blob vanish with all its versions, as an accident would. */
    public void lose(BlobKey key) {
        store.remove(key);
    }

    /** Moves a blob, with versions the newest, into the cold tier, as a rule of the store would; only with a cold tier. */
    public void freeze(BlobKey key) {
        if (tier == null) {
            throw new IllegalStateException("freezing needs a sink with a cold tier");
        }
        tier.freeze(store.require(key).description());
    }

    /** When the lock of a blob ends or ended, with versions that of the newest; empty when it never had one. */
    public Optional<Instant> lockEnd(BlobKey key) {
        return store.locks().end(store.require(key).description());
    }

    /** How many uploads of this sink were begun and neither committed nor closed. */
    public int openUploads() {
        return unfinished.size();
    }

    /** How many streams and listings of this sink are open: none, when everybody closes what they open. */
    public int openReads() {
        return openReads.get();
    }

    @Override
    public SinkCapabilities capabilities() {
        return SinkCapabilities.racing(SinkCapabilities.USUAL_SMALL_LIMIT_IN_BYTES);
    }

    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        requireOpen();
        return new MemoryUpload(store, key, unfinished, stored -> stored(stored, options));
    }

    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        requireOpen();
        if (bytes.length > capabilities().smallLimitInBytes()) {
            throw new IllegalArgumentException("Putting " + key + " in one go: " + bytes.length
                    + " bytes are more than the small limit; use begin instead");
        }
        StoredBlob blob = store.put(key, bytes.clone());
        stored(blob, options);
        return blob;
    }

    @Override
    public InputStream open(BlobKey key, ByteRange range) {
        requireOpen();
        MemoryBlob blob = store.require(key);
        if (tier != null) {
            tier.requireReadable(blob.description());
        }
        return MemoryRead.of(blob, range, openReads);
    }

    @Override
    public Optional<StoredBlob> stat(BlobKey key) {
        requireOpen();
        return store.find(key).map(MemoryBlob::description);
    }

    @Override
    public Stream<StoredBlob> list(BlobListing listing) {
        requireOpen();
        openReads.incrementAndGet();
        return store.list(listing).map(MemoryBlob::description).onClose(openReads::decrementAndGet);
    }

    @Override
    public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
        MemoryVersions versions = store.isVersioned() ? new MemoryVersions(store, tier, openReads) : null;
        return Stream.of(new MemoryRemoval(store), new MemoryUploads(store), versions, retention, tier)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    @Override
    public void close() {
        closed = true;
        unfinished.forEach(MemoryUpload::close);
    }

    private void stored(StoredBlob blob, BlobOptions options) {
        if (retention != null) {
            options.retainUntil().ifPresent(until -> store.locks().extend(blob, until));
        }
        if (tier != null) {
            tier.stored(blob, options.blobClass());
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this sink in memory was closed");
        }
    }
}
