package io.repobackup.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.azure.UploadMemory.Loan;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends blocks of all uploads of a sink, so many at once and no more: whoever has another one waits. The memory for blocks, those
 * that are being filled included, is bounded for all uploads together.
 *
 * <p><i>Thread-safe.</i> Closed by the sink.
 */
final class Staging implements AutoCloseable {

    private final Container container;
    private final Semaphore places;
    private final ExecutorService threads;
    private final UploadMemory memory;

    Staging(Container container) {
        this.container = container;
        int parallel = container.settings().limits().parallelBlocks();
        this.places = new Semaphore(parallel, true);
        this.memory = new UploadMemory(container.settings().limits().memoryInBytes());
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "repobackup-azure-block-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The threads that blocks are sent by, for other work with many requests. */
    ExecutorService threads() {
        return threads;
    }

    /** Buffers to fill, which {@link #stage} gives back. */
    UploadMemory memory() {
        return memory;
    }

    /** Begins to send a block, as soon as there is a place for it; its buffer is this method's from now on. */
    Future<?> stage(BlobKey key, String id, ByteBuffer block, Loan buffer) {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "Sending a block of " + key + " to " + container.settings().place()
                            + ": the thread was interrupted while it waited for its turn; run again when it suits",
                    e);
        }
        FutureTask<Void> sending = new FutureTask<>(() -> send(key, id, block, buffer), null);
        memory.sending(buffer);
        try {
            threads.execute(() -> runInPlace(sending, buffer));
        } catch (RejectedExecutionException e) {
            ended(buffer);
            throw new IllegalStateException("the sink of " + key + " was closed", e);
        }
        return sending;
    }

    /** The place is free when the work has ended, not when it was cancelled. */
    private void runInPlace(Runnable sending, Loan buffer) {
        try {
            sending.run();
        } finally {
            ended(buffer);
        }
    }

    /** What was not sent may still be read by a request that was given up. */
    private void ended(Loan buffer) {
        memory.forget(buffer);
        places.release();
    }

    private void send(BlobKey key, String id, ByteBuffer block, Loan buffer) {
        BlockBlobStageBlockOptions request =
                new BlockBlobStageBlockOptions(id, Content.of(block)).setContentMd5(Digests.md5(block));
        container
                .failures()
                .during(
                        Step.of("Sending a block of", key, Right.WRITE),
                        () -> container.blob(key).stageBlockWithResponse(request, null, Context.NONE));
        memory.give(buffer);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
