package io.repobackup.azure;

import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlockBlobItem;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.StoredBlob;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store's descriptions of a blob, as ours. Digests it only keeps for us are not told: who may write may forge them. */
final class Stored {

    private Stored() {}

    static StoredBlob of(Finished blob, BlockBlobItem written, long sizeInBytes) {
        return new StoredBlob(
                blob.key(),
                Optional.ofNullable(written.getVersionId()),
                sizeInBytes,
                Optional.of(blob.digest()),
                time(written.getLastModified()));
    }

    /** Our own blob, seen again. */
    static StoredBlob of(Finished blob, BlobProperties seen) {
        StoredBlob found = of(blob.key(), seen);
        return new StoredBlob(
                found.key(), found.version(), found.sizeInBytes(), Optional.of(blob.digest()), found.storedAt());
    }

    static StoredBlob of(BlobKey key, BlobProperties seen) {
        return new StoredBlob(
                key,
                Optional.ofNullable(seen.getVersionId()),
                seen.getBlobSize(),
                Optional.empty(),
                time(seen.getLastModified()));
    }

    static StoredBlob of(BlobKey key, BlobItem listed) {
        @Nullable Long length = listed.getProperties().getContentLength();
        return new StoredBlob(
                key,
                Optional.ofNullable(listed.getVersionId()),
                length == null ? 0 : length,
                Optional.empty(),
                time(listed.getProperties().getLastModified()));
    }

    private static Instant time(@Nullable OffsetDateTime time) {
        return time == null ? Instant.EPOCH : time.toInstant();
    }
}
