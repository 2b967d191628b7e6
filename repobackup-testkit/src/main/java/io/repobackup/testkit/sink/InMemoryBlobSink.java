package io.repobackup.testkit.sink;

import io.repobackup.api.failure.NotFoundException;
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
import java.io.ByteArrayInputStream;
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
 * A sink in memory that passes {@code BlobSinkContract}, with the facets {@code Removal} and {@code Uploads}. Stricter
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
        return new InMemoryBlobSink(new MemoryStore(clock));
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
        return blob(key).bytes().clone();
    }

    /** Puts other bytes under a key, as rot or an attacker would. */
    public void tamper(BlobKey key, byte[] bytes) {
        store.replace(key, bytes.clone());
    }

    /** Makes a blob vanish, as an accident would. */
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
        byte[] bytes = blob(key).bytes();
        int from = (int) Math.min(range.offset(), bytes.length);
        int length = (int) Math.min(range.length(), bytes.length - from);
        return new MemoryRead(new ByteArrayInputStream(bytes, from, length), openReads);
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
        return Stream.of(new MemoryRemoval(store), new MemoryUploads(store))
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    @Override
    public void close() {
        closed = true;
        unfinished.forEach(MemoryUpload::close);
    }

    private MemoryBlob blob(BlobKey key) {
        return store.find(key)
                .orElseThrow(() -> new NotFoundException(
                        "Opening " + key + " of the sink in memory: there is no such key; list to see what there is"));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this sink in memory was closed");
        }
    }
}
