package io.repobackup.s3;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The requests of one upload in parts. <i>Thread-safe.</i> */
final class MultipartUpload {

    private final Bucket bucket;
    private final BlobKey key;
    private final String id;

    private MultipartUpload(Bucket bucket, BlobKey key, String id) {
        this.bucket = bucket;
        this.key = key;
        this.id = id;
    }

    /** Begins an upload. An answer that is lost leaves an upload behind that only the facet Uploads finds. */
    static MultipartUpload create(Bucket bucket, BlobKey key, BlobOptions options, Map<String, String> metadata) {
        CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder()
                .bucket(bucket.place().bucket())
                .key(bucket.place().objectName(key))
                .contentType(Content.TYPE)
                .metadata(metadata);
        if (bucket.settings().checksums() == S3Checksums.STANDARD) {
            request.checksumAlgorithm(ChecksumAlgorithm.CRC32);
        }
        bucket.settings().shape().applyTo(request, options);
        CreateMultipartUploadRequest create = request.build();
        Attempt attempt = Attempt.reading("Beginning the upload of", bucket.place(), key, "s3:PutObject");
        String id = bucket.calls()
                .patiently(attempt, client -> client.createMultipartUpload(create))
                .uploadId();
        return new MultipartUpload(bucket, key, id);
    }

    /** Sends one part; sent again, it replaces itself. */
    CompletedPart send(int number, Content content) {
        UploadPartRequest.Builder request = UploadPartRequest.builder()
                .bucket(bucket.place().bucket())
                .key(bucket.place().objectName(key))
                .uploadId(id)
                .partNumber(number)
                .contentLength(content.length());
        CompletedPart.Builder part = CompletedPart.builder().partNumber(number);
        if (bucket.settings().checksums() == S3Checksums.STANDARD) {
            String crc32 = content.crc32();
            request.checksumCRC32(crc32);
            part.checksumCRC32(crc32);
        } else {
            request.contentMD5(content.md5());
        }
        UploadPartRequest send = request.build();
        Attempt attempt = Attempt.reading("Sending part " + number + " of", bucket.place(), key, "s3:PutObject");
        UploadPartResponse answer =
                bucket.calls().patiently(attempt, client -> client.uploadPart(send, content.body()));
        return part.eTag(answer.eTag()).build();
    }

    /** Makes the parts an object. */
    CompleteMultipartUploadResponse complete(List<CompletedPart> parts, Dialect dialect) {
        CompleteMultipartUploadRequest.Builder request = CompleteMultipartUploadRequest.builder()
                .bucket(bucket.place().bucket())
                .key(bucket.place().objectName(key))
                .uploadId(id)
                .multipartUpload(upload -> upload.parts(parts));
        dialect.applyTo(request);
        CompleteMultipartUploadRequest complete = request.build();
        Attempt attempt = Attempt.writing("Completing the upload of", bucket.place(), key, "s3:PutObject");
        return bucket.calls().once(attempt, client -> client.completeMultipartUpload(complete));
    }

    /** Drops the parts. What cannot be dropped now is found by the facet Uploads, and by rules of the bucket. */
    void abort() {
        AbortMultipartUploadRequest abort = AbortMultipartUploadRequest.builder()
                .bucket(bucket.place().bucket())
                .key(bucket.place().objectName(key))
                .uploadId(id)
                .build();
        try {
            bucket.calls().patientlyUntold(client -> client.abortMultipartUpload(abort));
        } catch (S3Exception e) {
            // Often it is gone; and whatever the reason, whoever closes has another failure to tell.
        } catch (SdkException | IllegalStateException e) {
            // The store is out of reach, and so are the parts.
        }
    }
}
