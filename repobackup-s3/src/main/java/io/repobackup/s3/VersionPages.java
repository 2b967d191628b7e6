package io.repobackup.s3;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.StoredBlob;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * Lists versions and markers of deletion page by page, as they are asked for: by key, and of each key the versions from
 * the newest to the oldest, and its markers. <i>Confined to one thread at a time.</i>
 */
final class VersionPages implements Iterator<Stream<VersionPages.Entry>> {

    private final Bucket bucket;
    private final Attempt attempt;
    private @Nullable ListObjectVersionsRequest next;

    private VersionPages(Bucket bucket, ListObjectVersionsRequest first, Attempt attempt) {
        this.bucket = bucket;
        this.next = first;
        this.attempt = attempt;
    }

    /**
     * A version or a marker.
     *
     * @param blob the version; of a marker, one without bytes
     * @param marker whether it is a marker of deletion
     * @param newest whether nothing was put over it
     */
    record Entry(StoredBlob blob, boolean marker, boolean newest) {

        BlobKey key() {
            return blob.key();
        }
    }

    /** The entries of a listing. */
    static Stream<Entry> of(Bucket bucket, BlobListing listing) {
        String prefix = bucket.place().prefix()
                + listing.folder().map(folder -> folder + "/").orElse("");
        ListObjectVersionsRequest.Builder first = request(bucket, prefix);
        listing.after()
                .map(bucket.place()::objectName)
                .filter(after -> after.compareTo(prefix) > 0)
                .ifPresent(first::keyMarker);
        Attempt attempt =
                Attempt.onPlace("Listing versions of " + listing + " in", bucket.place(), "s3:ListBucketVersions");
        return entries(new VersionPages(bucket, first.build(), attempt)).filter(entry -> listing.includes(entry.key()));
    }

    /** The entries of one key. */
    static Stream<Entry> of(Bucket bucket, BlobKey key) {
        ListObjectVersionsRequest first =
                request(bucket, bucket.place().objectName(key)).build();
        Attempt attempt = Attempt.reading("Listing the versions of", bucket.place(), key, "s3:ListBucketVersions");
        return entries(new VersionPages(bucket, first, attempt))
                .takeWhile(entry -> entry.key().equals(key));
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Stream<Entry> next() {
        ListObjectVersionsRequest request = next;
        if (request == null) {
            throw new NoSuchElementException("there are no more pages");
        }
        ListObjectVersionsResponse page =
                bucket.calls().patiently(attempt, client -> client.listObjectVersions(request));
        next = Boolean.TRUE.equals(page.isTruncated())
                ? request.toBuilder()
                        .keyMarker(page.nextKeyMarker())
                        .versionIdMarker(page.nextVersionIdMarker())
                        .build()
                : null;
        return Stream.concat(
                        page.versions().stream().flatMap(version -> entry(version).stream()),
                        page.deleteMarkers().stream().flatMap(marker -> entry(marker).stream()))
                .sorted(Comparator.comparing(Entry::key));
    }

    private static Stream<Entry> entries(VersionPages pages) {
        int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, characteristics), false)
                .flatMap(page -> page);
    }

    private static ListObjectVersionsRequest.Builder request(Bucket bucket, String prefix) {
        return ListObjectVersionsRequest.builder()
                .bucket(bucket.place().bucket())
                .prefix(prefix)
                .encodingType(EncodingType.URL);
    }

    /** What has no key of ours for its name is somebody else's. */
    private Optional<Entry> entry(ObjectVersion version) {
        return bucket.place()
                .key(version.key())
                .map(key -> new StoredBlob(
                        key,
                        Optional.of(version.versionId()),
                        version.size(),
                        Optional.empty(),
                        version.lastModified()))
                .map(blob -> new Entry(blob, false, Boolean.TRUE.equals(version.isLatest())));
    }

    private Optional<Entry> entry(DeleteMarkerEntry marker) {
        return bucket.place()
                .key(marker.key())
                .map(key -> new StoredBlob(
                        key, Optional.of(marker.versionId()), 0, Optional.empty(), marker.lastModified()))
                .map(blob -> new Entry(blob, true, Boolean.TRUE.equals(marker.isLatest())));
    }
}
