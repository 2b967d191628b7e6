package io.repobackup.s3;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import java.time.Duration;
import java.util.Locale;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.RestoreObjectRequest;
import software.amazon.awssdk.services.s3.model.RestoreRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tier;

/**
 * Objects in storage classes that have to be asked first: in the version that is named, else the newest.
 *
 * <p><i>Thread-safe.</i>
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html">RestoreObject</a>
 */
final class ColdObjects implements Thaw {

    private static final String UNDER_WAY = "ongoing-request=\"true\"";

    private final Bucket bucket;
    private final S3ThawTier tier;

    ColdObjects(Bucket bucket, S3ThawTier tier) {
        this.bucket = bucket;
        this.tier = tier;
    }

    @Override
    public Temperature temperature(StoredBlob blob) {
        return temperature(head(blob));
    }

    @Override
    public void thaw(StoredBlob blob, Duration readableFor) {
        HeadObjectResponse seen = head(blob);
        if (isCold(seen) && temperature(seen) != Temperature.THAWING) {
            ask(blob.key(), seen, days(readableFor));
        }
    }

    /** Also for one that is thawed already: then it stays so for longer. */
    private void ask(BlobKey key, HeadObjectResponse seen, int days) {
        RestoreRequest.Builder restore = RestoreRequest.builder();
        if (seen.archiveStatus() == null) {
            restore.days(days).glacierJobParameters(job -> job.tier(Tier.fromValue(title())));
        } else {
            // What moves by itself stays readable until it is forgotten again.
            restore.tier(Tier.fromValue(title()));
        }
        RestoreObjectRequest request = RestoreObjectRequest.builder()
                .bucket(bucket.place().bucket())
                .key(bucket.place().objectName(key))
                .versionId(Stats.version(seen.versionId()).orElse(null))
                .restoreRequest(restore.build())
                .build();
        Attempt attempt = Attempt.writing("Thawing", bucket.place(), key, "s3:RestoreObject");
        try {
            bucket.calls().patientlyUntold(client -> client.restoreObject(request));
        } catch (S3Exception e) {
            if (!Failures.codeOf(e).equals("RestoreAlreadyInProgress")) {
                throw bucket.calls().told(attempt, e);
            }
        } catch (SdkException | IllegalStateException e) {
            throw bucket.calls().told(attempt, e);
        }
    }

    private HeadObjectResponse head(StoredBlob blob) {
        return new Stats(bucket)
                .head(blob.key(), blob.version())
                .orElseThrow(() -> new NotFoundException(
                        "Asking for the storage class of " + bucket.place().url(blob.key()) + ": it is not there"));
    }

    private static Temperature temperature(HeadObjectResponse seen) {
        if (!isCold(seen)) {
            return Temperature.READABLE;
        }
        String restore = seen.restore();
        if (restore == null) {
            return Temperature.FROZEN;
        }
        return restore.contains(UNDER_WAY) ? Temperature.THAWING : Temperature.READABLE;
    }

    private static boolean isCold(HeadObjectResponse seen) {
        StorageClass named = seen.storageClass();
        return named == StorageClass.GLACIER || named == StorageClass.DEEP_ARCHIVE || seen.archiveStatus() != null;
    }

    /** Stores count in days. */
    private static int days(Duration readableFor) {
        long days = readableFor.plusDays(1).minusNanos(1).toDays();
        return (int) Math.max(1, Math.min(days, Integer.MAX_VALUE));
    }

    private String title() {
        return tier.name().charAt(0) + tier.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
