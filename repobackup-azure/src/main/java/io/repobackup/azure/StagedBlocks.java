package io.repobackup.azure;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.Sha256;
import io.repobackup.azure.UploadMemory.Loan;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The blocks of one upload. <i>Confined to one thread at a time</i>, except that {@link #close} may come from another. */
final class StagedBlocks {

    private final Container container;
    private final Staging staging;
    private final Puts puts;
    private final BlobKey key;
    private final long upload;
    private final BlockSizes sizes;
    private final List<String> ids = new ArrayList<>();
    private final Deque<Future<?>> onTheirWay = new ConcurrentLinkedDeque<>();
    private volatile @Nullable Loan filling;
    private long stagedInBytes;
    private volatile boolean closed;

    /**
     * The blocks of an upload.
     *
     * @param upload a number that no other upload has, so that no two of one key mix their blocks
     */
    StagedBlocks(Container container, Staging staging, Puts puts, BlobKey key, long upload) {
        this.container = container;
        this.staging = staging;
        this.puts = puts;
        this.key = key;
        this.upload = upload;
        this.sizes = new BlockSizes(container.settings().limits().blockInBytes());
    }

    int nextSize() {
        return sizes.ofBlock(ids.size());
    }

    /** An empty buffer for the next block, as soon as there is memory for it. */
    ByteBuffer nextBuffer() {
        Loan taken = staging.memory().take("Uploading " + key, nextSize(), () -> closed);
        filling = taken;
        return ByteBuffer.wrap(taken.array());
    }

    /** Fails when a block could not be sent. */
    void requireSound() {
        for (Future<?> first = onTheirWay.peek(); first != null && first.isDone(); first = onTheirWay.peek()) {
            await(first);
            onTheirWay.remove();
        }
    }

    /** Sends a block in a buffer of {@link #nextBuffer}. */
    void stage(ByteBuffer block) {
        if (ids.size() == BlockSizes.MOST_BLOCKS) {
            throw new MisconfiguredException(
                    "Uploading " + key + " to " + container.settings().place() + ": "
                            + stagedInBytes + " bytes fill all " + BlockSizes.MOST_BLOCKS
                            + " blocks that a blob may have; set a larger blockSize");
        }
        requireSound();
        String id = BlockSizes.id(upload, ids.size());
        stagedInBytes += block.remaining();
        Future<?> sending = staging.stage(key, id, block, Objects.requireNonNull(filling));
        filling = null;
        ids.add(id);
        onTheirWay.add(sending);
        if (closed) {
            close();
        }
    }

    /** What is left to do when everything was written; waits until all blocks are there. */
    Publication publication(ByteBuffer rest, Sha256 digest, BlobOptions options) {
        Finished blob = new Finished(key, digest, options, Long.toHexString(upload));
        if (ids.isEmpty()) {
            return new Publication(container, blob, () -> puts.put(blob, rest));
        }
        if (rest.hasRemaining()) {
            stage(rest);
        }
        while (!onTheirWay.isEmpty()) {
            await(onTheirWay.element());
            onTheirWay.remove();
        }
        return new Publication(container, blob, () -> puts.commit(blob, ids, stagedInBytes));
    }

    /** Stops what is being sent. The store drops blocks that were never committed after a week. */
    void close() {
        closed = true;
        onTheirWay.forEach(sending -> sending.cancel(true));
        Loan unused = filling;
        if (unused != null) {
            staging.memory().forget(unused);
        }
        staging.memory().wake();
    }

    private void await(Future<?> sending) {
        try {
            sending.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RepobackupException failure
                    ? failure
                    : new IllegalStateException("sending a block of " + key + " failed", e.getCause());
        } catch (CancellationException e) {
            throw new IllegalStateException("the upload of " + key + " was closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "Uploading " + key + " to " + container.settings().place()
                            + ": the thread was interrupted while it waited for a block; run again when it suits",
                    e);
        }
    }
}
