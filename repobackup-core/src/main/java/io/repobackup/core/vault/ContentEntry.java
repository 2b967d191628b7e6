package io.repobackup.core.vault;

import io.repobackup.api.capture.ContentRef;
import java.util.Optional;

/**
 * A linked content in the ledger of its part, with its bytes or with the reason why they are missing.
 *
 * <p><i>Immutable.</i>
 *
 * @param ref what the snapshotter linked
 * @param stored the bytes
 * @param missing why there are no bytes, in words for a person
 * @param attempts how many runs tried in vain since they were last stored, 0 or more
 */
public record ContentEntry(ContentRef ref, Optional<BlobRef> stored, Optional<String> missing, long attempts) {

    /** A content whose bytes were not asked for yet. */
    public static ContentEntry wanted(ContentRef ref) {
        return new ContentEntry(ref, Optional.empty(), Optional.empty(), 0);
    }

    /** The same content with its bytes. */
    public ContentEntry withStored(BlobRef blob) {
        return new ContentEntry(ref, Optional.of(blob), Optional.empty(), 0);
    }

    /** The same content after one more attempt in vain. */
    public ContentEntry withMissing(String reason) {
        return new ContentEntry(ref, Optional.empty(), Optional.of(reason), attempts + 1);
    }
}
