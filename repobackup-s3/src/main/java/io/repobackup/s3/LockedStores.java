package io.repobackup.s3;

import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.StoredBlob;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sees to it that what was stored is locked as it was asked to be. Some servers drop what requests say of locks, above all
 * those that begin uploads in parts.
 *
 * <p><i>Thread-safe.</i>
 */
final class LockedStores {

    /** Between what was asked and now passes no more than this. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(10);

    private final Bucket bucket;

    LockedStores(Bucket bucket) {
        this.bucket = bucket;
    }

    /** Does nothing where no locks are asked for, or where there are some. */
    void requireLocks() {
        if (!bucket.locks().isNone()) {
            bucket.setup().requireLocks();
        }
    }

    /** What was stored in one request; looks after it until a store was seen to listen. */
    StoredBlob afterPut(StoredBlob stored, BlobOptions options) {
        Optional<Instant> end = bucket.locks().end(options);
        if (end.isEmpty() || bucket.setup().wasSeenToLock()) {
            return stored;
        }
        ObjectLocks locks = new ObjectLocks(bucket);
        Instant asked = end.get().minus(LONGEST_REQUEST);
        if (locks.end(stored).filter(held -> !held.isBefore(asked)).isPresent()) {
            bucket.setup().sawLock();
        } else {
            locks.retainAtLeast(stored, end.get());
        }
        return stored;
    }

    /** What was stored in parts. */
    StoredBlob afterParts(StoredBlob stored, BlobOptions options) {
        bucket.locks().end(options).ifPresent(end -> new ObjectLocks(bucket).retainAtLeast(stored, end));
        return stored;
    }
}
