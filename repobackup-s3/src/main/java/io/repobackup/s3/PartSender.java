package io.repobackup.s3;

import io.repobackup.api.failure.CancelledException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Sends parts on threads of its own, a few at a time, and holds back whoever brings more. Its threads end when it is
 * closed.
 *
 * <p><i>Confined to one thread at a time</i>, except that {@link #close} may come from another.
 */
final class PartSender implements AutoCloseable {

    private static final long LONGEST_END_SECONDS = 60;

    private final MultipartUpload upload;
    private final PartPlan plan;
    private final UploadMemory memory;
    private final int parallel;
    private final String attempt;
    private final ThreadPoolExecutor threads;
    private final Map<Integer, CompletedPart> sent = new ConcurrentSkipListMap<>();
    private final Set<PartBuffer> taken = ConcurrentHashMap.newKeySet();
    private int numbers;
    private int underWay;
    private @Nullable RuntimeException failure;
    private boolean closed;

    PartSender(MultipartUpload upload, PartPlan plan, UploadMemory memory, int parallel, String attempt) {
        this.upload = upload;
        this.plan = plan;
        this.memory = memory;
        this.parallel = parallel;
        this.attempt = attempt;
        this.threads = new ThreadPoolExecutor(
                parallel, parallel, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), PartSender::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    /** Takes a part over, when there is room for it. */
    synchronized void send(PartBuffer part) {
        int number = numbers + 1;
        awaitFewerThan(plan.parallel(number, parallel));
        numbers = number;
        underWay++;
        taken.add(part);
        part.sending(memory);
        threads.execute(() -> sendNow(number, part));
    }

    /** How long the next part is. */
    synchronized int nextSize() {
        return plan.sizeOf(numbers + 1);
    }

    /** Waits until every part is there; in their order. */
    synchronized List<CompletedPart> allSent() {
        awaitFewerThan(1);
        return List.copyOf(sent.values());
    }

    /** Stops what is under way, and waits for its end. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        threads.shutdownNow();
        awaitEnd(threads);
        taken.forEach(part -> part.forget(memory));
    }

    private void sendNow(int number, PartBuffer part) {
        @Nullable RuntimeException seen = null;
        try {
            sent.put(number, upload.send(number, part.content()));
        } catch (RuntimeException e) {
            seen = e;
        } finally {
            ended(part, seen);
        }
    }

    private synchronized void ended(PartBuffer part, @Nullable RuntimeException seen) {
        underWay--;
        if (failure == null) {
            failure = seen;
        }
        taken.remove(part);
        part.drop(memory);
        notifyAll();
    }

    private void awaitFewerThan(int most) {
        while (!closed && failure == null && underWay >= most) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException(attempt + ": the thread was interrupted; run again when it suits", e);
            }
        }
        if (closed) {
            throw new IllegalStateException(attempt + ": the upload was closed");
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_END_SECONDS);
        while (true) {
            try {
                threads.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "repobackup-s3-part");
        thread.setDaemon(true);
        return thread;
    }
}
