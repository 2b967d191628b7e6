package io.repobackup.core.vault;

/**
 * Blobs of one subject that belong together: their keys differ only in the extension, such as a pack's {@code bundle},
 * {@code idx} and {@code ext}.
 *
 * <p><i>Thread-safe.</i>
 */
public interface BlobFamily {

    /**
     * Begins a blob of the family.
     *
     * @param extension one of the extensions of docs/FORMAT.md; each once for a family
     */
    BlobWriter begin(String extension);
}
