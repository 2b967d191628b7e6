package io.repobackup.s3;

import io.repobackup.api.sink.BlobOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * How new objects are locked. <i>Immutable.</i>
 *
 * @param mode how firmly; null when not at all
 * @param atLeast for how long from now, whatever else is asked for
 * @param clock our clock
 */
record LockRule(@Nullable S3LockMode mode, Duration atLeast, Clock clock) {

    boolean isNone() {
        return mode == null;
    }

    /** When the lock of an object that is stored now ends, in whole seconds; empty when it is not locked. */
    Optional<Instant> end(BlobOptions options) {
        Instant now = clock.instant();
        return isNone()
                ? Optional.empty()
                : Stream.concat(options.retainUntil().stream(), Stream.of(now.plus(atLeast)))
                        .filter(now::isBefore)
                        .map(LockRule::wholeSecond)
                        .max(Instant::compareTo);
    }

    void applyTo(PutObjectRequest.Builder request, BlobOptions options) {
        end(options).ifPresent(end -> request.objectLockMode(lockMode()).objectLockRetainUntilDate(end));
    }

    /** Not every store listens, so that {@link ObjectLocks} looks afterwards. */
    void applyTo(CreateMultipartUploadRequest.Builder request, BlobOptions options) {
        end(options).ifPresent(end -> request.objectLockMode(lockMode()).objectLockRetainUntilDate(end));
    }

    ObjectLockRetentionMode retentionMode() {
        return ObjectLockRetentionMode.fromValue(String.valueOf(mode));
    }

    /** Never earlier. */
    static Instant wholeSecond(Instant time) {
        Instant second = time.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(time) ? time : second.plusSeconds(1);
    }

    private ObjectLockMode lockMode() {
        return ObjectLockMode.fromValue(String.valueOf(mode));
    }
}
