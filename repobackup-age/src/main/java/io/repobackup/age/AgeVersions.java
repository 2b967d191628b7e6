package io.repobackup.age;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import java.io.InputStream;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The versions of a store, decrypted when they are opened. <i>Thread-safe.</i> */
record AgeVersions(Versions stored, AgeBlobSink sink) implements Versions {

    @Override
    public Stream<StoredBlob> of(BlobKey key) {
        return stored.of(key);
    }

    @Override
    public List<StoredBlob> oldest(BlobKey key, Predicate<StoredBlob> test, int most) {
        return stored.oldest(key, test, most);
    }

    @Override
    public InputStream open(StoredBlob version, ByteRange range) {
        return sink.decrypted(version.key(), part -> stored.open(version, part), range);
    }

    @Override
    public Stream<VersionedKey> list(BlobListing listing) {
        return stored.list(listing);
    }
}
