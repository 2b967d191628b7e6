package io.repobackup.s3;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import io.repobackup.s3.VersionPages.Entry;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The versions in a bucket that keeps them. Their order is that in which the store lists them, the newest first, which is
 * that in which it took them, also within one moment of its clock.
 *
 * <p><i>Thread-safe.</i>
 */
final class ObjectVersions implements Versions {

    private final Bucket bucket;

    ObjectVersions(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public Stream<StoredBlob> of(BlobKey key) {
        return VersionPages.of(bucket, key).filter(entry -> !entry.marker()).map(Entry::blob);
    }

    /** The last ones of those that the store tells. */
    @Override
    public List<StoredBlob> oldest(BlobKey key, Predicate<StoredBlob> test, int most) {
        Deque<StoredBlob> last = new ArrayDeque<>();
        try (Stream<StoredBlob> versions = of(key)) {
            versions.filter(test).forEach(version -> {
                last.push(version);
                if (last.size() > most) {
                    last.removeLast();
                }
            });
        }
        return List.copyOf(last);
    }

    @Override
    public InputStream open(StoredBlob version, ByteRange range) {
        return new Reads(bucket).open(version.key(), version.version(), range);
    }

    @Override
    public Stream<VersionedKey> list(BlobListing listing) {
        return KeyHistories.of(VersionPages.of(bucket, listing));
    }
}
