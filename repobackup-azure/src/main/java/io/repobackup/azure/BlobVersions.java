package io.repobackup.azure;

import com.azure.storage.blob.models.BlobListDetails;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import java.io.InputStream;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The versions of an account that keeps them. The name of a version is the moment of its writing, so that names are in the
 * order of time. A key is hidden when none of its versions is the current one: there is no marker of deletion.
 */
final class BlobVersions implements Versions {

    private static final Comparator<Listing.Item> BY_TIME =
            Comparator.comparing(item -> String.valueOf(item.item().getVersionId()));

    private final Container container;
    private final Reads reads;
    private final BooleanSupplier closed;

    BlobVersions(Container container, Reads reads, BooleanSupplier closed) {
        this.container = container;
        this.reads = reads;
        this.closed = closed;
    }

    @Override
    public List<StoredBlob> of(BlobKey key) {
        return items(key).map(item -> Stored.of(key, item.item())).toList();
    }

    /** The versions of a key as the store tells them, the oldest first. */
    Stream<Listing.Item> items(BlobKey key) {
        Iterator<Listing.Item> items = Listing.ofNamesFrom(container, key, details(), closed);
        return Streams.of(items).takeWhile(item -> item.key().equals(key)).sorted(BY_TIME);
    }

    @Override
    public InputStream open(StoredBlob version, ByteRange range) {
        return reads.open(version.key(), container.version(version), range);
    }

    @Override
    public Stream<VersionedKey> list(BlobListing listing) {
        return Streams.of(new KeysOfVersions(Listing.of(container, listing, details(), closed)));
    }

    private static BlobListDetails details() {
        return new BlobListDetails().setRetrieveVersions(true).setRetrieveImmutabilityPolicy(true);
    }
}
