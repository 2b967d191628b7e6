package io.repobackup.s3;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.StoredBlob;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRetentionRequest;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.PutObjectRetentionRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The locks of Object Lock. Of a blob without a version, the oldest is locked, which is the one that was meant.
 *
 * <p><i>Thread-safe.</i>
 */
final class ObjectLocks implements Retention {

    private static final Set<String> NO_LOCK =
            Set.of("NoSuchObjectLockConfiguration", "ObjectLockConfigurationNotFoundError");

    private final Bucket bucket;

    ObjectLocks(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public void retainAtLeast(StoredBlob blob, Instant until) {
        StoredBlob meant = blob.version().isPresent() ? blob : oldest(blob.key());
        extend(meant, LockRule.wholeSecond(until));
    }

    /** The lock of a version; empty when it has none, or when it is over. */
    Optional<Instant> end(StoredBlob version) {
        return lock(version)
                .map(ObjectLockRetention::retainUntilDate)
                .filter(bucket.settings().clock().instant()::isBefore);
    }

    private void extend(StoredBlob version, Instant until) {
        Optional<ObjectLockRetention> lock = lock(version);
        boolean over = !bucket.settings().clock().instant().isBefore(until);
        if (over || lock.filter(held -> !held.retainUntilDate().isBefore(until)).isPresent()) {
            return;
        }
        bucket.setup().requireLocks();
        PutObjectRetentionRequest put = PutObjectRetentionRequest.builder()
                .bucket(bucket.place().bucket())
                .key(bucket.place().objectName(version.key()))
                .versionId(version.version().orElse(null))
                .retention(retention -> retention.mode(mode(lock)).retainUntilDate(until))
                .build();
        Attempt attempt = Attempt.writing("Locking", bucket.place(), version.key(), "s3:PutObjectRetention");
        bucket.calls().patiently(attempt, client -> client.putObjectRetention(put));
    }

    /** A lock never gets weaker, and making it stronger is another permission. */
    private ObjectLockRetentionMode mode(Optional<ObjectLockRetention> held) {
        return held.filter(lock -> bucket.settings().clock().instant().isBefore(lock.retainUntilDate()))
                .map(ObjectLockRetention::mode)
                .orElseGet(bucket.locks()::retentionMode);
    }

    private Optional<ObjectLockRetention> lock(StoredBlob version) {
        GetObjectRetentionRequest get = GetObjectRetentionRequest.builder()
                .bucket(bucket.place().bucket())
                .key(bucket.place().objectName(version.key()))
                .versionId(version.version().orElse(null))
                .build();
        Attempt attempt =
                Attempt.reading("Asking for the lock of", bucket.place(), version.key(), "s3:GetObjectRetention");
        try {
            return Optional.ofNullable(bucket.calls()
                            .patientlyUntold(client -> client.getObjectRetention(get))
                            .retention())
                    .filter(lock -> lock.retainUntilDate() != null);
        } catch (S3Exception e) {
            if (NO_LOCK.contains(Failures.codeOf(e))) {
                return Optional.empty();
            }
            throw bucket.calls().told(attempt, e);
        } catch (SdkException | IllegalStateException e) {
            throw bucket.calls().told(attempt, e);
        }
    }

    private StoredBlob oldest(BlobKey key) {
        return new ObjectVersions(bucket)
                .oldest(key, any -> true, 1).stream()
                        .findFirst()
                        .orElseThrow(() -> new NotFoundException(
                                "Locking " + bucket.place().url(key) + ": it is not there"));
    }
}
