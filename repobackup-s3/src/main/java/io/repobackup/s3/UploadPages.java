package io.repobackup.s3;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Lists unfinished uploads page by page, as they are asked for. <i>Confined to one thread at a time.</i> */
final class UploadPages implements Iterator<Stream<MultipartUpload>> {

    private final Bucket bucket;
    private final Attempt attempt;
    private @Nullable ListMultipartUploadsRequest next;

    UploadPages(Bucket bucket, ListMultipartUploadsRequest first) {
        this.bucket = bucket;
        this.next = first;
        this.attempt =
                Attempt.onPlace("Listing unfinished uploads in", bucket.place(), "s3:ListBucketMultipartUploads");
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Stream<MultipartUpload> next() {
        ListMultipartUploadsRequest request = next;
        if (request == null) {
            throw new NoSuchElementException("there are no more pages");
        }
        ListMultipartUploadsResponse page =
                bucket.calls().patiently(attempt, client -> client.listMultipartUploads(request));
        next = Boolean.TRUE.equals(page.isTruncated())
                ? request.toBuilder()
                        .keyMarker(page.nextKeyMarker())
                        .uploadIdMarker(page.nextUploadIdMarker())
                        .build()
                : null;
        String prefix = bucket.place().prefix();
        return page.uploads().stream().filter(upload -> upload.key().startsWith(prefix));
    }
}
