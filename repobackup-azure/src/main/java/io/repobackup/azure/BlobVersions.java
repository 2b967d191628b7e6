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
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The versions of an account that keeps them. The name of a version is the moment of its writing, so that names are in the
 * order of time. A key is hidden when none of its versions is the current one: there is no marker of deletion.
 */
final class BlobVersions implements Versions {

    private static final Comparator<StoredBlob> BY_TIME =
            Comparator.comparing(version -> version.version().orElse(""));

    private final Container container;
    private final Reads reads;
    private final BooleanSupplier closed;

    BlobVersions(Container container, Reads reads, BooleanSupplier closed) {
        this.container = container;
        this.reads = reads;
        this.closed = closed;
    }

    @Override
    public Stream<StoredBlob> of(BlobKey key) {
        return items(key).map(item -> Stored.of(key, item.item()));
    }

    /** In which order a store lists the versions of a name is not documented. */
    @Override
    public List<StoredBlob> oldest(BlobKey key, Predicate<StoredBlob> test, int most) {
        Queue<StoredBlob> found = new PriorityQueue<>(BY_TIME.reversed());
        of(key).filter(test).forEach(version -> {
            found.add(version);
            if (found.size() > most) {
                found.remove();
            }
        });
        return found.stream().sorted(BY_TIME).toList();
    }

    /** The versions of a key as the store tells them. */
    Stream<Listing.Item> items(BlobKey key) {
        Iterator<Listing.Item> items = Listing.ofNamesFrom(container, key, details(), closed);
        return Streams.of(items).takeWhile(item -> item.key().equals(key));
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
