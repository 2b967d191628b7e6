package io.repobackup.s3;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.StoredBlob;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists objects page by page, as they are asked for. <i>Confined to one thread at a time.</i> */
final class KeyPages implements Iterator<Stream<StoredBlob>> {

    private static final int CHARACTERISTICS = Spliterator.ORDERED | Spliterator.NONNULL;

    private final Bucket bucket;
    private final BlobListing listing;
    private final Attempt attempt;
    private @Nullable ListObjectsV2Request next;
    private @Nullable BlobKey last;

    KeyPages(Bucket bucket, BlobListing listing) {
        this.bucket = bucket;
        this.listing = listing;
        this.attempt = Attempt.onPlace("Listing " + listing + " in", bucket.place(), "s3:ListBucket");
        this.next = first();
    }

    static Stream<StoredBlob> stream(Bucket bucket, BlobListing listing) {
        Iterator<Stream<StoredBlob>> pages = new KeyPages(bucket, listing);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, CHARACTERISTICS), false)
                .flatMap(page -> page);
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Stream<StoredBlob> next() {
        ListObjectsV2Request request = next;
        if (request == null) {
            throw new java.util.NoSuchElementException("there are no more pages");
        }
        ListObjectsV2Response page = bucket.calls().patiently(attempt, client -> client.listObjectsV2(request));
        next = Boolean.TRUE.equals(page.isTruncated())
                ? request.toBuilder()
                        .continuationToken(page.nextContinuationToken())
                        .build()
                : null;
        return page.contents().stream().flatMap(object -> blob(object).stream());
    }

    private ListObjectsV2Request first() {
        String prefix = bucket.place().prefix()
                + listing.folder().map(folder -> folder + "/").orElse("");
        ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                .bucket(bucket.place().bucket())
                .prefix(prefix)
                .encodingType(EncodingType.URL);
        listing.after()
                .map(bucket.place()::objectName)
                .filter(after -> after.compareTo(prefix) > 0)
                .ifPresent(request::startAfter);
        return request.build();
    }

    /** What has no key of ours for its name is somebody else's. */
    private Optional<StoredBlob> blob(S3Object object) {
        return bucket.place()
                .key(object.key())
                .filter(listing::includes)
                .map(key -> new StoredBlob(
                        requireOrder(key), Optional.empty(), object.size(), Optional.empty(), object.lastModified()));
    }

    private BlobKey requireOrder(BlobKey key) {
        if (last != null && last.compareTo(key) >= 0) {
            throw new MisconfiguredException(attempt + ": the store gave " + key + " after " + last
                    + ", but listings must come in the order of bytes; use a bucket of another kind");
        }
        last = key;
        return key;
    }
}
