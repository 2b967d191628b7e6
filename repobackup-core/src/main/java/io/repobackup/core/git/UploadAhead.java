package io.repobackup.core.git;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.core.threads.CallThreads;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.BlobWriter;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A blob that is written on a thread of its own, so that digesting, encrypting and sending a pack goes on while the next bytes
 * of it are read and indexed. A short one is written without such a thread.
 *
 * <p>A failure of the blob is thrown by one of the next calls. <i>Confined to one thread</i>, but for the thread that it has.
 */
final class UploadAhead implements BlobWriter {

    private static final int CHUNK_IN_BYTES = 1 << 18;
    private static final int CHUNKS = 8;
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final BlobWriter blob;
    private final BlockingQueue<ByteBuffer> written = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<ByteBuffer> filled = new ArrayBlockingQueue<>(CHUNKS + 1);
    private ByteBuffer filling = ByteBuffer.allocate(CHUNK_IN_BYTES);
    private int chunks = 1;
    private @Nullable CallThreads thread;
    private @Nullable Future<?> writing;
    private volatile @Nullable Throwable failure;

    UploadAhead(BlobWriter blob) {
        this.blob = blob;
    }

    @Override
    public void write(ByteBuffer bytes) {
        requireWorking();
        ByteBuffer rest = bytes.duplicate();
        while (rest.hasRemaining()) {
            if (!filling.hasRemaining()) {
                handOver();
            }
            int length = Math.min(rest.remaining(), filling.remaining());
            filling.put(filling.position(), rest, rest.position(), length).position(filling.position() + length);
            rest.position(rest.position() + length);
        }
        bytes.position(bytes.limit());
    }

    @Override
    public BlobRef commit() {
        if (writing == null) {
            blob.write(filling.flip());
        } else {
            put(filled, filling.flip());
            put(filled, END);
            await(writing);
        }
        filling = END;
        requireWorking();
        return blob.commit();
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.close();
        }
        blob.close();
    }

    private void handOver() {
        if (thread == null) {
            thread = CallThreads.named("upload", 1);
            writing = thread.executor().submit(this::work);
        }
        put(filled, filling.flip());
        filling = chunks++ < CHUNKS ? ByteBuffer.allocate(CHUNK_IN_BYTES) : take(written);
    }

    /** Ends with an empty chunk. After a failure the rest is thrown away, so that nobody waits for room; whoever writes is told. */
    private void work() {
        for (ByteBuffer next = take(filled); next.hasRemaining(); next = take(filled)) {
            if (failure == null) {
                try {
                    blob.write(next);
                } catch (RuntimeException | Error e) {
                    failure = e;
                }
            }
            put(written, next.clear());
        }
    }

    private void requireWorking() {
        Throwable seen = failure;
        if (seen instanceof Error error) {
            throw error;
        }
        if (seen instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private static void put(BlockingQueue<ByteBuffer> queue, ByteBuffer chunk) {
        try {
            queue.put(chunk);
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
    }

    private static ByteBuffer take(BlockingQueue<ByteBuffer> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (InterruptedException e) {
            throw cancelled(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("writing a blob ahead ended early", e.getCause());
        }
    }

    private static CancelledException cancelled(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CancelledException("Storing a pack was cancelled; what is stored of it is not used", e);
    }
}
