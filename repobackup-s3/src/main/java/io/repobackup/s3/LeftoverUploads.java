package io.repobackup.s3;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.Uploads;
import java.time.Instant;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;

/** The multipart uploads below the prefix that nobody finished. <i>Thread-safe.</i> */
final class LeftoverUploads implements Uploads {

    private final Bucket bucket;

    LeftoverUploads(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public Stream<Unfinished> unfinished(Instant before) {
        UploadPages pages = new UploadPages(bucket, firstPage());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, Spliterator.NONNULL), false)
                .flatMap(page -> page)
                .filter(upload -> upload.initiated().isBefore(before))
                .map(upload -> new Unfinished(
                        upload.key().substring(bucket.place().prefix().length()),
                        upload.uploadId(),
                        upload.initiated(),
                        0));
    }

    @Override
    public void abort(Unfinished upload) {
        AbortMultipartUploadRequest abort = AbortMultipartUploadRequest.builder()
                .bucket(bucket.place().bucket())
                .key(bucket.place().prefix() + upload.key())
                .uploadId(upload.id())
                .build();
        Attempt attempt = Attempt.onPlace(
                "Aborting the upload of " + upload.key() + " in", bucket.place(), "s3:AbortMultipartUpload");
        try {
            bucket.calls().patiently(attempt, client -> client.abortMultipartUpload(abort));
        } catch (NotFoundException e) {
            // It was aborted or committed meanwhile.
        }
    }

    private ListMultipartUploadsRequest firstPage() {
        return ListMultipartUploadsRequest.builder()
                .bucket(bucket.place().bucket())
                .prefix(bucket.place().prefix())
                .build();
    }
}
