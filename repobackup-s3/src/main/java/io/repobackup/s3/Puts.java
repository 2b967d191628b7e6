package io.repobackup.s3;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Puts objects in one request each. <i>Thread-safe.</i> */
final class Puts {

    private final Bucket bucket;

    Puts(Bucket bucket) {
        this.bucket = bucket;
    }

    /** One object on its way. */
    record Letter(BlobKey key, Content content, Sha256 sha256, BlobOptions options, Map<String, String> metadata) {}

    /** Sends the object once, and again while the store says that it did nothing. */
    StoredBlob send(Letter letter, Dialect dialect) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket.place().bucket())
                .key(bucket.place().objectName(letter.key()))
                .contentLength(letter.content().length())
                .metadata(letter.metadata());
        if (bucket.settings().checksums() == S3Checksums.STANDARD) {
            request.checksumSHA256(Content.base64(letter.sha256()));
        } else {
            request.contentMD5(letter.content().md5());
        }
        bucket.settings()
                .shape()
                .applyTo(request, letter.options(), letter.content().length());
        dialect.applyTo(request);
        PutObjectRequest put = request.build();
        Attempt attempt = Attempt.writing("Putting", bucket.place(), letter.key(), "s3:PutObject");
        PutObjectResponse answer = bucket.calls()
                .once(attempt, client -> client.putObject(put, letter.content().body()));
        return new StoredBlob(
                letter.key(),
                Optional.ofNullable(answer.versionId()),
                letter.content().length(),
                Optional.of(letter.sha256()),
                storedAt(answer, bucket.settings().clock()));
    }

    private static Instant storedAt(PutObjectResponse answer, Clock clock) {
        return StoreTime.of(answer.sdkHttpResponse().firstMatchingHeader("Date"), clock);
    }
}
