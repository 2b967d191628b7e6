package io.repobackup.s3;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import io.repobackup.s3.VersionPages.Entry;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The versions in a bucket that keeps them. Their order is that in which the store lists them, which is that in which it
 * took them, also within one moment of its clock.
 *
 * <p><i>Thread-safe.</i>
 */
final class ObjectVersions implements Versions {

    private final Bucket bucket;

    ObjectVersions(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public List<StoredBlob> of(BlobKey key) {
        try (Stream<Entry> entries = VersionPages.of(bucket, key)) {
            List<StoredBlob> versions = new ArrayList<>(
                    entries.filter(entry -> !entry.marker()).map(Entry::blob).toList());
            Collections.reverse(versions);
            return List.copyOf(versions);
        }
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
