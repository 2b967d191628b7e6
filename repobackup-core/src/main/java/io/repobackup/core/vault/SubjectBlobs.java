package io.repobackup.core.vault;

import java.io.InputStream;

/**
 * The blobs of one subject. <i>Thread-safe.</i>
 */
public interface SubjectBlobs {

    /** A family of fresh keys for data: what restores read. */
    BlobFamily data();

    /** A family of fresh keys for state: what the next run reads. */
    BlobFamily state();

    /**
     * Opens a blob. Length and digest of what is read are checked against the pin; reading the last byte or beyond
     * throws {@link io.repobackup.api.failure.CorruptedException} when they disagree. So does opening the blob of another
     * subject.
     */
    InputStream open(BlobRef blob);

    /**
     * Opens the bytes of a blob as they lie in the store, encrypted where the vault is, which needs no key. Length and digest are
     * checked likewise, against what the pin says of the stored bytes.
     */
    InputStream openStored(BlobRef blob);
}
