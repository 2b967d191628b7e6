package io.repobackup.s3;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Describes objects without reading them. <i>Thread-safe.</i> */
final class Stats {

    private final Bucket bucket;

    Stats(Bucket bucket) {
        this.bucket = bucket;
    }

    Optional<StoredBlob> of(BlobKey key) {
        return head(key).map(answer -> blob(key, answer, sha256(answer)));
    }

    Optional<HeadObjectResponse> head(BlobKey key) {
        return head(key, Optional.empty());
    }

    /** The newest version of an object, or a certain one. */
    Optional<HeadObjectResponse> head(BlobKey key, Optional<String> version) {
        try {
            return send(key, version);
        } catch (S3Exception e) {
            return askForWords(key, version) ? again(key, version) : Optional.empty();
        } catch (SdkException | IllegalStateException e) {
            throw bucket.calls().told(attempt(key), e);
        }
    }

    /** An answer to HEAD has no body, so it does not tell why it refuses; one to GET does. Tells whether it is there. */
    private boolean askForWords(BlobKey key, Optional<String> version) {
        try {
            new Reads(bucket).requireReadable(key, version);
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private Optional<HeadObjectResponse> again(BlobKey key, Optional<String> version) {
        try {
            return send(key, version);
        } catch (SdkException | IllegalStateException e) {
            throw bucket.calls().told(attempt(key), e);
        }
    }

    private Optional<HeadObjectResponse> send(BlobKey key, Optional<String> version) {
        HeadObjectRequest.Builder request = HeadObjectRequest.builder()
                .bucket(bucket.place().bucket())
                .key(bucket.place().objectName(key))
                .versionId(version.orElse(null));
        if (bucket.settings().checksums() == S3Checksums.STANDARD) {
            request.checksumMode(ChecksumMode.ENABLED);
        }
        HeadObjectRequest head = request.build();
        try {
            return Optional.of(bucket.calls().patientlyUntold(client -> client.headObject(head)));
        } catch (S3Exception e) {
            if (e.statusCode() != 404) {
                throw e;
            }
            requireBucket();
            return Optional.empty();
        }
    }

    private Attempt attempt(BlobKey key) {
        return Attempt.reading("Describing", bucket.place(), key, "s3:GetObject");
    }

    /** What a listing says of an object, for those who may not look at it. */
    Optional<StoredBlob> listed(BlobKey key) {
        String name = bucket.place().objectName(key);
        ListObjectsV2Request list = ListObjectsV2Request.builder()
                .bucket(bucket.place().bucket())
                .prefix(name)
                .maxKeys(1)
                .build();
        Attempt attempt = Attempt.reading("Looking for", bucket.place(), key, "s3:ListBucket");
        return bucket.calls().patiently(attempt, client -> client.listObjectsV2(list)).contents().stream()
                .filter(object -> object.key().equals(name))
                .map(object ->
                        new StoredBlob(key, Optional.empty(), object.size(), Optional.empty(), object.lastModified()))
                .findFirst();
    }

    /** An answer to HEAD has no body, so it does not tell a missing object from a missing bucket. */
    private void requireBucket() {
        HeadBucketRequest head =
                HeadBucketRequest.builder().bucket(bucket.place().bucket()).build();
        bucket.calls().beforeTheFirstSuccess(() -> {
            try {
                bucket.calls().patientlyUntold(client -> client.headBucket(head));
            } catch (S3Exception e) {
                if (e.statusCode() == 404) {
                    throw new MisconfiguredException(
                            "Opening " + bucket.place() + ": there is no bucket "
                                    + bucket.place().bucket() + "; create it, or name another",
                            e);
                }
            }
        });
    }

    /** A blob whose digest is known otherwise. */
    static StoredBlob blob(BlobKey key, HeadObjectResponse answer, Optional<Sha256> sha256) {
        return new StoredBlob(
                key,
                version(answer.versionId()),
                answer.contentLength(),
                sha256,
                Optional.ofNullable(answer.lastModified()).orElse(Instant.EPOCH));
    }

    /** A version's name, where the bucket keeps versions. */
    static Optional<String> version(@Nullable String id) {
        return Optional.ofNullable(id).filter(text -> !text.isEmpty());
    }

    /** Of an object that was put in parts, a store knows a digest of digests. */
    private static Optional<Sha256> sha256(HeadObjectResponse answer) {
        if (answer.checksumSHA256() == null
                || answer.checksumSHA256().contains("-")
                || answer.checksumType() == ChecksumType.COMPOSITE) {
            return Optional.empty();
        }
        byte[] digest = Base64.getDecoder().decode(answer.checksumSHA256());
        return Optional.of(new Sha256(HexFormat.of().formatHex(digest)));
    }
}
