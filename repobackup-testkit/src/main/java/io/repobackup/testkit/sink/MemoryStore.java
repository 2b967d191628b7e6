package io.repobackup.testkit.sink;

import io.repobackup.api.failure.ConflictException;
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
    private final NavigableMap<String, MemoryBlob> blobs = new ConcurrentSkipListMap<>();
    private final Map<String, Unfinished> uploads = new ConcurrentHashMap<>();
    private final AtomicLong uploadIds = new AtomicLong();

    MemoryStore(Clock clock) {
        this.clock = clock;
    }

    Optional<MemoryBlob> find(BlobKey key) {
        return Optional.ofNullable(blobs.get(key.text()));
    }

    Stream<MemoryBlob> list(BlobListing listing) {
        NavigableMap<String, MemoryBlob> tail =
                listing.after().map(after -> blobs.tailMap(after.text(), false)).orElse(blobs);
        return tail.values().stream().filter(blob -> listing.includes(blob.key()));
    }

    synchronized StoredBlob put(BlobKey key, byte[] bytes) {
        refuseIfTaken(key);
        MemoryBlob blob = new MemoryBlob(key, bytes, clock.instant());
        blobs.put(key.text(), blob);
        return blob.description();
    }

    synchronized void replace(BlobKey key, byte[] bytes) {
        MemoryBlob old = blobs.get(key.text());
        blobs.put(key.text(), new MemoryBlob(key, bytes, old == null ? clock.instant() : old.storedAt()));
    }

    synchronized boolean remove(BlobKey key) {
        return blobs.remove(key.text()) != null;
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
            String keyOrFolder = key.text().substring(0, end);
            if (blobs.containsKey(keyOrFolder)) {
                throw taken(key, keyOrFolder);
            }
        }
        String inside = key.text() + "/";
        String next = blobs.ceilingKey(inside);
        if (next != null && next.startsWith(inside)) {
            throw taken(key, next);
        }
    }

    private static ConflictException taken(BlobKey key, String by) {
        return new ConflictException(
                "Storing " + key + " in the sink in memory: the key " + by + " exists; read it, or use a fresh key");
    }
}
