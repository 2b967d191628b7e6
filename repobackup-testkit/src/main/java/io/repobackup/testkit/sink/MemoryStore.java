package io.repobackup.testkit.sink;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Uploads.Unfinished;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What several sinks on one place share. <i>Thread-safe.</i> */
final class MemoryStore {

    private final Clock clock;
    private final boolean versioned;
    private final MemoryLocks locks;
    private final NavigableMap<String, MemoryHistory> blobs = new ConcurrentSkipListMap<>();
    private final Map<String, Unfinished> uploads = new ConcurrentHashMap<>();
    private final AtomicLong uploadIds = new AtomicLong();
    private final AtomicLong versionIds = new AtomicLong();

    private MemoryStore(Clock clock, boolean versioned) {
        this.clock = clock;
        this.versioned = versioned;
        this.locks = new MemoryLocks(clock);
    }

    static MemoryStore plain(Clock clock) {
        return new MemoryStore(clock, false);
    }

    static MemoryStore versioned(Clock clock) {
        return new MemoryStore(clock, true);
    }

    Clock clock() {
        return clock;
    }

    MemoryLocks locks() {
        return locks;
    }

    boolean isVersioned() {
        return versioned;
    }

    Optional<MemoryBlob> find(BlobKey key) {
        return history(key).flatMap(MemoryHistory::visible);
    }

    MemoryBlob require(BlobKey key) {
        return find(key).orElseThrow(() -> nothing(key));
    }

    MemoryBlob require(StoredBlob version) {
        return history(version.key())
                .flatMap(history -> history.version(version))
                .orElseThrow(() -> nothing(version.key()));
    }

    Stream<MemoryBlob> list(BlobListing listing) {
        return histories(listing).flatMap(history -> history.visible().stream());
    }

    /** What became of a key, hidden or not. */
    Optional<MemoryHistory> history(BlobKey key) {
        return Optional.ofNullable(blobs.get(key.text()));
    }

    Stream<MemoryHistory> histories(BlobListing listing) {
        String inside = listing.folder().map(folder -> folder.text() + "/").orElse("");
        String after = listing.after().map(BlobKey::text).orElse("");
        NavigableMap<String, MemoryHistory> tail =
                inside.compareTo(after) > 0 ? blobs.tailMap(inside, true) : blobs.tailMap(after, false);
        return tail.entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(inside))
                .map(Map.Entry::getValue);
    }

    synchronized StoredBlob put(BlobKey key, byte[] bytes) {
        refuseIfTaken(key);
        return add(key, bytes);
    }

    /** Puts over what is there. */
    synchronized StoredBlob add(BlobKey key, byte[] bytes) {
        String version = versioned ? "v" + versionIds.incrementAndGet() : null;
        MemoryBlob blob = MemoryBlob.of(key, version, bytes, clock.instant());
        blobs.merge(key.text(), MemoryHistory.of(blob), (old, fresh) -> versioned ? old.plus(blob) : fresh);
        return blob.description();
    }

    /** Changes what is there, as if it had always been so. */
    synchronized void damage(BlobKey key, byte[] bytes) {
        if (history(key).isEmpty()) {
            add(key, bytes);
        } else {
            blobs.computeIfPresent(key.text(), (text, history) -> history.damaged(bytes));
        }
    }

    synchronized void hide(BlobKey key) {
        if (!versioned) {
            throw new IllegalStateException("a marker of deletion needs a sink with versions");
        }
        blobs.computeIfPresent(key.text(), (text, history) -> history.concealed());
    }

    /** Whether there was anything. */
    synchronized boolean remove(BlobKey key) {
        return blobs.remove(key.text()) != null;
    }

    /** Removes one version; of a blob without one, all. */
    synchronized boolean remove(StoredBlob blob) {
        if (blob.version().isEmpty()) {
            return remove(blob.key());
        }
        boolean present = history(blob.key()).flatMap(old -> old.version(blob)).isPresent();
        blobs.computeIfPresent(
                blob.key().text(), (text, old) -> old.without(blob).orElse(null));
        return present;
    }

    String beginUpload(BlobKey key) {
        String id = "upload-" + uploadIds.incrementAndGet();
        uploads.put(id, new Unfinished(key.text(), id, clock.instant(), 0));
        return id;
    }

    /** Whether the upload was still there. */
    boolean endUpload(String id) {
        return uploads.remove(id) != null;
    }

    List<Unfinished> uploads() {
        return List.copyOf(uploads.values());
    }

    private void refuseIfTaken(BlobKey key) {
        for (int end = key.text().length(); end > 0; end = key.text().lastIndexOf('/', end - 1)) {
            BlobKey keyOrFolder = BlobKey.of(key.text().substring(0, end));
            if (find(keyOrFolder).isPresent()) {
                throw taken(key, keyOrFolder);
            }
        }
        list(BlobListing.under(key)).findFirst().ifPresent(inside -> {
            throw taken(key, inside.key());
        });
    }

    private static ConflictException taken(BlobKey key, BlobKey by) {
        return new ConflictException(
                "Storing " + key + " in the sink in memory: the key " + by + " exists; read it, or use a fresh key");
    }

    private static NotFoundException nothing(BlobKey key) {
        return new NotFoundException(
                "Opening " + key + " of the sink in memory: there is no such key; list to see what there is");
    }
}
