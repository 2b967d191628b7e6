package io.repobackup.testkit.sink;

import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The cold tier of a store in memory. <i>Thread-safe.</i> */
final class MemoryTier implements Thaw {

    private final MemoryStore store;
    private final Clock clock;
    private final long coldFromBytes;
    private final Duration thawTakes;
    private final Map<Cold, Window> cold = new ConcurrentHashMap<>();

    MemoryTier(MemoryStore store, long coldFromBytes, Duration thawTakes) {
        this.store = store;
        this.clock = store.clock();
        this.coldFromBytes = coldFromBytes;
        this.thawTakes = thawTakes;
    }

    private record Cold(BlobKey key, Optional<String> version) {

        static Cold of(StoredBlob blob) {
            return new Cold(blob.key(), blob.version());
        }
    }

    /** From when until when a cold blob can be read. */
    private record Window(Instant from, Instant until) {

        static final Window NEVER = new Window(Instant.MIN, Instant.MIN);
    }

    void stored(StoredBlob blob, BlobClass blobClass) {
        if (blobClass == BlobClass.DATA && blob.sizeInBytes() >= coldFromBytes) {
            freeze(blob);
        }
    }

    void freeze(StoredBlob blob) {
        cold.put(Cold.of(blob), Window.NEVER);
    }

    void requireReadable(StoredBlob blob) {
        Temperature now = temperature(blob);
        if (now != Temperature.READABLE) {
            throw new FrozenException(
                    "Opening " + blob.key() + " of the sink in memory: it is " + now + "; thaw it, and come back later",
                    blob.key().text());
        }
    }

    @Override
    public Temperature temperature(StoredBlob blob) {
        Cold version = found(blob);
        Instant now = clock.instant();
        return Optional.ofNullable(cold.get(version))
                .map(window -> temperature(window, now))
                .orElse(Temperature.READABLE);
    }

    @Override
    public void thaw(StoredBlob blob, Duration readableFor) {
        Cold version = found(blob);
        Instant now = clock.instant();
        cold.computeIfPresent(version, (same, window) -> asked(window, now, readableFor));
    }

    private Cold found(StoredBlob blob) {
        MemoryBlob found = blob.version().isPresent() ? store.require(blob) : store.require(blob.key());
        return Cold.of(found.description());
    }

    private Window asked(Window before, Instant now, Duration readableFor) {
        boolean frozen = temperature(before, now) == Temperature.FROZEN;
        Instant from = frozen ? now.plus(thawTakes) : before.from();
        Instant least = (from.isAfter(now) ? from : now).plus(readableFor);
        return new Window(from, least.isAfter(before.until()) ? least : before.until());
    }

    private static Temperature temperature(Window window, Instant now) {
        if (!now.isBefore(window.until())) {
            return Temperature.FROZEN;
        }
        return now.isBefore(window.from()) ? Temperature.THAWING : Temperature.READABLE;
    }
}
