package io.repobackup.api.sink;

import java.time.Instant;
import java.util.Optional;

/**
 * A blob as it lies in the store, after whatever encryption there is.
 *
 * <p><i>Immutable.</i>
 *
 * @param key its name
 * @param version which of several versions under the key, on stores that keep them
 * @param sizeInBytes how long it is as stored
 * @param sha256 the digest of the stored bytes, where the store or the upload knows it
 * @param storedAt when it was stored, by the store's clock
 */
public record StoredBlob(
        BlobKey key, Optional<String> version, long sizeInBytes, Optional<Sha256> sha256, Instant storedAt) {

    /** Refuses a negative size. */
    public StoredBlob {
        if (sizeInBytes < 0) {
            throw new IllegalArgumentException("the size of " + key + " is negative: " + sizeInBytes);
        }
    }
}
