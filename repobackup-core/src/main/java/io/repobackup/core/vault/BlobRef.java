package io.repobackup.core.vault;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import java.time.Instant;
import java.util.Optional;

/**
 * A blob as a record pins it: where it is, and what it must be before and after encryption.
 *
 * <p><i>Immutable.</i>
 *
 * @param key its key
 * @param storedSize its length in the store, in bytes
 * @param storedSha256 the digest of the stored bytes
 * @param plainSize its length as written and as read, in bytes
 * @param plainSha256 the digest of the bytes as written and as read
 */
public record BlobRef(BlobKey key, long storedSize, Sha256 storedSha256, long plainSize, Sha256 plainSha256) {

    /** The blob as it must lie in the store, in whichever version. */
    public StoredBlob inStore() {
        return new StoredBlob(key, Optional.empty(), storedSize, Optional.of(storedSha256), Instant.EPOCH);
    }

    /** The same blob, with what it must be before decryption for what it must be after. */
    BlobRef asStored() {
        return new BlobRef(key, storedSize, storedSha256, storedSize, storedSha256);
    }
}
