package io.repobackup.azure;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A blob on its way: cut into blocks, which are sent while more is written. <i>Confined to one thread at a time</i>, except
 * that its sink may close it.
 */
final class BlockUpload implements BlobUpload {

    private static final int LEAST_BUFFER_IN_BYTES = 64 << 10;
    private static final int MOST_UNSHARED_IN_BYTES = 1 << 20;

    private final BlobKey key;
    private final BlobOptions options;
    private final StagedBlocks blocks;
    private final Consumer<BlockUpload> ended;
    private final MessageDigest digest = Sha256.digest();
    private @Nullable ByteBuffer buffer = ByteBuffer.allocate(0);
    private @Nullable Publication publication;
    private boolean broken;
    private volatile boolean closed;

    BlockUpload(BlobKey key, BlobOptions options, StagedBlocks blocks, Consumer<BlockUpload> ended) {
        this.key = key;
        this.options = options;
        this.blocks = blocks;
        this.ended = ended;
    }

    @Override
    public void write(ByteBuffer bytes) {
        ByteBuffer filling = requireWritable();
        broken = true;
        blocks.requireSound();
        digest.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            if (filling.position() == blocks.nextSize()) {
                blocks.stage(filling.flip());
                filling = blocks.nextBuffer();
            }
            filling = roomFor(bytes.remaining(), filling);
            int count = Math.min(filling.remaining(), bytes.remaining());
            filling.put(bytes.slice().limit(count));
            bytes.position(bytes.position() + count);
        }
        buffer = filling;
        broken = false;
    }

    @Override
    public StoredBlob commit() {
        requireOpen();
        if (broken) {
            throw new IllegalStateException("a write of the upload of " + key + " failed; close it");
        }
        if (publication == null) {
            ByteBuffer rest = requireWritable().flip();
            buffer = null;
            broken = true;
            publication = blocks.publication(rest, Sha256.from(digest), options);
            broken = false;
        }
        return publication.publish();
    }

    @Override
    public void close() {
        closed = true;
        blocks.close();
        buffer = null;
        ended.accept(this);
    }

    /** Grows with what is written, then takes a whole block of what all uploads share: small uploads cost little. */
    private ByteBuffer roomFor(int more, ByteBuffer filling) {
        if (filling.hasRemaining() || filling.capacity() >= blocks.nextSize()) {
            return filling;
        }
        int wanted = Math.max(Math.max(LEAST_BUFFER_IN_BYTES, 2 * filling.capacity()), filling.position() + more);
        boolean own = wanted < blocks.nextSize() && wanted <= MOST_UNSHARED_IN_BYTES;
        ByteBuffer larger = own ? ByteBuffer.allocate(wanted) : blocks.nextBuffer();
        return larger.put(filling.flip());
    }

    private ByteBuffer requireWritable() {
        requireOpen();
        ByteBuffer filling = buffer;
        if (filling == null || broken) {
            throw new IllegalStateException("the upload of " + key + " was committed, or a write of it failed");
        }
        return filling;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the upload of " + key + " was closed");
        }
    }
}
