package io.repobackup.core.vault.writing;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PackEntry;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.StoredGit;
import io.repobackup.core.vault.key.SubjectKeys;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which blobs the store has of a subject, and how long they are. */
final class StoredSizes {

    private final Map<BlobKey, Long> sizes;

    private StoredSizes(Map<BlobKey, Long> sizes) {
        this.sizes = sizes;
    }

    static StoredSizes list(BlobSink sink, SubjectKeys keys) {
        try (Stream<StoredBlob> blobs = sink.list(BlobListing.under(keys.data()))) {
            return new StoredSizes(
                    blobs.collect(Collectors.toMap(StoredBlob::key, StoredBlob::sizeInBytes, Math::max)));
        }
    }

    /** The blobs of a record's packs that are not there with their sizes. */
    Set<BlobKey> missingOf(LogRecord record) {
        Set<BlobKey> missing = new TreeSet<>();
        for (PartRecord part : record.parts().values()) {
            part.latest()
                    .filter(StoredGit.class::isInstance)
                    .map(StoredGit.class::cast)
                    .ifPresent(git -> git.packs().forEach(pack -> addMissing(missing, pack)));
        }
        return Collections.unmodifiableSet(missing);
    }

    private void addMissing(Set<BlobKey> missing, PackEntry pack) {
        Stream.of(pack.bundle(), pack.index(), pack.external())
                .filter(blob -> !has(blob))
                .forEach(blob -> missing.add(blob.key()));
    }

    private boolean has(BlobRef blob) {
        return sizes.getOrDefault(blob.key(), -1L) == blob.storedSize();
    }
}
