package io.repobackup.testkit.sink;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.StoredBlob;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Until when the blobs in memory are locked. <i>Thread-safe.</i> */
final class MemoryLocks {

    private final Clock clock;
    private final Map<Locked, Instant> ends = new ConcurrentHashMap<>();

    MemoryLocks(Clock clock) {
        this.clock = clock;
    }

    private record Locked(BlobKey key, Optional<String> version) {}

    /** Never shortens. */
    void extend(StoredBlob blob, Instant until) {
        ends.merge(locked(blob), until, (some, other) -> some.isAfter(other) ? some : other);
    }

    /** When the last lock of a blob ends or ended; empty when it never had one. */
    Optional<Instant> end(StoredBlob blob) {
        return Optional.ofNullable(ends.get(locked(blob)));
    }

    /** Until when a blob cannot be removed; empty when it can. */
    Optional<Instant> retained(StoredBlob blob) {
        return end(blob).filter(clock.instant()::isBefore);
    }

    private static Locked locked(StoredBlob blob) {
        return new Locked(blob.key(), blob.version());
    }
}
