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
import io.repobackup.api.sink.Versions;
import io.repobackup.testkit.time.FakeClock;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sink in memory that passes {@code BlobSinkContract}, with the facets {@code Removal} and {@code Uploads}, and {@code Versions}
 * where it was made so. Stricter
 * than the contract where that finds mistakes: it refuses a key that is a folder of another one, and a second upload of
 * a key that exists.
 *
 * <p>It also shows and damages what it holds, which no store would let a test do. <i>Thread-safe.</i>
 */
public final class InMemoryBlobSink implements BlobSink {

    private final MemoryStore store;
    private final Set<MemoryUpload> unfinished = ConcurrentHashMap.newKeySet();
    private final AtomicInteger openReads = new AtomicInteger();
    private volatile boolean closed;

    private InMemoryBlobSink(MemoryStore store) {
        this.store = store;
    }

    /** An empty sink, whose blobs are all stored at the time of an unmoved {@link FakeClock}. */
    public static InMemoryBlobSink create() {
        return on(FakeClock.create());
    }

    /** An empty sink with the times of this clock. */
    public static InMemoryBlobSink on(Clock clock) {
        return new InMemoryBlobSink(MemoryStore.plain(clock));
    }

    /** An empty sink that keeps every version of a key, with the times of this clock; it has the facet {@code Versions} too. */
    public static InMemoryBlobSink versioned(Clock clock) {
        return new InMemoryBlobSink(MemoryStore.versioned(clock));
    }

    /** Another sink on the same content, as another process would open it; works after this one was closed. */
    public InMemoryBlobSink reopen() {
        return new InMemoryBlobSink(store);
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
        return SinkCapabilities.racing(SinkCapabilities.LEAST_SMALL_LIMIT_IN_BYTES);
    }

    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        requireOpen();
        return new MemoryUpload(store, key, unfinished);
    }

    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        requireOpen();
        if (bytes.length > capabilities().smallLimitInBytes()) {
            throw new IllegalArgumentException("Putting " + key + " in one go: " + bytes.length
                    + " bytes are more than the small limit; use begin instead");
        }
        return store.put(key, bytes.clone());
    }

    @Override
    public InputStream open(BlobKey key, ByteRange range) {
        requireOpen();
        return MemoryRead.of(store.require(key), range, openReads);
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
        return Stream.of(new MemoryRemoval(store), new MemoryUploads(store), new MemoryVersions(store, openReads))
                .filter(type::isInstance)
                .filter(facet -> store.isVersioned() || type != Versions.class)
                .map(type::cast)
                .findFirst();
    }

    @Override
    public void close() {
        closed = true;
        unfinished.forEach(MemoryUpload::close);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this sink in memory was closed");
        }
    }
}
