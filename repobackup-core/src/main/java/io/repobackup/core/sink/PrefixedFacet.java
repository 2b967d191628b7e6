package io.repobackup.core.sink;

import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Encryption;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Uploads;
import io.repobackup.api.sink.Versions;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The facets of a sink for one of its folders. */
final class PrefixedFacet {

    private PrefixedFacet() {}

    static SinkFacet of(SinkFacet facet, Prefix prefix) {
        if (facet instanceof Encryption encryption) {
            return new OfEncryption(encryption, prefix);
        }
        if (facet instanceof Removal removal) {
            return new OfRemoval(removal, prefix);
        }
        if (facet instanceof Retention retention) {
            return new OfRetention(retention, prefix);
        }
        if (facet instanceof Thaw thaw) {
            return new OfThaw(thaw, prefix);
        }
        if (facet instanceof Uploads uploads) {
            return new OfUploads(uploads, prefix);
        }
        return new OfVersions((Versions) facet, prefix);
    }

    private record OfEncryption(Encryption encryption, Prefix prefix) implements Encryption {

        @Override
        public String mode() {
            return encryption.mode();
        }

        @Override
        public Set<String> recipients(BlobClass blobClass) {
            return encryption.recipients(blobClass);
        }

        @Override
        public boolean canRead(BlobClass blobClass) {
            return encryption.canRead(blobClass);
        }

        @Override
        public void requireProved() {
            encryption.requireProved();
        }

        @Override
        public BlobSink stored() {
            return PrefixSink.below(prefix.folder(), encryption.stored());
        }
    }

    private record OfRemoval(Removal removal, Prefix prefix) implements Removal {

        @Override
        public Map<StoredBlob, Answer> remove(Collection<StoredBlob> blobs) {
            Map<StoredBlob, Answer> answers = new LinkedHashMap<>();
            removal.remove(blobs.stream().map(prefix::outside).toList())
                    .forEach((blob, answer) -> answers.put(prefix.inside(blob), answer));
            return answers;
        }
    }

    private record OfRetention(Retention retention, Prefix prefix) implements Retention {

        @Override
        public void retainAtLeast(StoredBlob blob, Instant until) {
            retention.retainAtLeast(prefix.outside(blob), until);
        }
    }

    private record OfThaw(Thaw thaw, Prefix prefix) implements Thaw {

        @Override
        public Temperature temperature(StoredBlob blob) {
            return thaw.temperature(prefix.outside(blob));
        }

        @Override
        public void thaw(StoredBlob blob, Duration readableFor) {
            thaw.thaw(prefix.outside(blob), readableFor);
        }
    }

    private record OfUploads(Uploads uploads, Prefix prefix) implements Uploads {

        @Override
        public Stream<Unfinished> unfinished(Instant before) {
            return uploads.unfinished(before)
                    .filter(upload -> prefix.holds(upload.key()))
                    .map(upload -> called(upload, prefix.inside(upload.key())));
        }

        @Override
        public void abort(Unfinished upload) {
            uploads.abort(called(upload, prefix.folder() + "/" + upload.key()));
        }

        private static Unfinished called(Unfinished upload, String key) {
            return new Unfinished(key, upload.id(), upload.begunAt(), upload.sizeInBytes());
        }
    }

    private record OfVersions(Versions versions, Prefix prefix) implements Versions {

        @Override
        public Stream<StoredBlob> of(BlobKey key) {
            return versions.of(prefix.outside(key)).map(prefix::inside);
        }

        @Override
        public List<StoredBlob> oldest(BlobKey key, Predicate<StoredBlob> test, int most) {
            Predicate<StoredBlob> outside = version -> test.test(prefix.inside(version));
            return versions.oldest(prefix.outside(key), outside, most).stream()
                    .map(prefix::inside)
                    .toList();
        }

        @Override
        public InputStream open(StoredBlob version, ByteRange range) {
            return PrefixSink.told(version.key(), () -> versions.open(prefix.outside(version), range));
        }

        @Override
        public Stream<VersionedKey> list(BlobListing listing) {
            return versions.list(prefix.outside(listing))
                    .map(key -> new VersionedKey(
                            prefix.inside(key.oldest()), prefix.inside(key.newest()), key.versions(), key.hidden()));
        }
    }
}
