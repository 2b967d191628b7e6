package io.repobackup.core.vault;

import java.nio.ByteBuffer;

/**
 * A blob on its way into the vault, digested while it passes. Closing without {@link #commit()} leaves nothing.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public interface BlobWriter extends AutoCloseable {

    /** Appends the remaining bytes of the buffer. May block while the store is slower than the producer. */
    void write(ByteBuffer bytes);

    /** Publishes the blob and says how a record pins it. */
    BlobRef commit();

    /** Drops what was not committed. Idempotent. */
    @Override
    void close();
}
