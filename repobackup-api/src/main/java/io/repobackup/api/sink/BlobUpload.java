package io.repobackup.api.sink;

import java.nio.ByteBuffer;

/**
 * One blob on its way into the store. Closing without {@link #commit()} leaves nothing under the key, also when the
 * producer failed half-way; commit is the only method that publishes.
 *
 * <p><i>Confined to one thread at a time.</i> Closed by whoever began it.
 */
public interface BlobUpload extends AutoCloseable {

    /**
     * Appends the remaining bytes of the buffer and moves its position to its limit. May block while the store is
     * slower than the producer. The buffer is the caller's again when the method returns. When it fails, some bytes may
     * have been taken, so the upload can only be closed.
     *
     * @throws IllegalStateException after commit, close or a failed write
     */
    void write(ByteBuffer bytes);

    /**
     * Publishes the blob. When it returns, the blob is as durable as the store makes anything. May be repeated after
     * {@code OutcomeUnknown}; repeated after success it returns the same answer.
     *
     * @throws io.repobackup.api.failure.ConflictException when the key exists and the store noticed
     * @throws io.repobackup.api.failure.OutcomeUnknownException when the answer was lost: call it again
     * @throws IllegalStateException after close or a failed write
     */
    StoredBlob commit();

    /** Drops what was not committed; after a commit it only gives back resources. Idempotent, publishes nothing. */
    @Override
    void close();
}
