package io.repobackup.core.threads;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads of one call. Closing interrupts them and waits for their end, however long that takes: while one of them may
 * still write, nothing that it uses may be closed, and the call must not be made again.
 *
 * <p><i>Thread-safe.</i>
 */
public final class CallThreads implements AutoCloseable {

    private final ExecutorService executor;

    private CallThreads(ExecutorService executor) {
        this.executor = executor;
    }

    /** So many daemon threads, which are called {@code repobackup-}, this name and a number. */
    public static CallThreads named(String name, int number) {
        AtomicInteger count = new AtomicInteger();
        return new CallThreads(Executors.newFixedThreadPool(number, task -> {
            Thread thread = new Thread(task, "repobackup-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }));
    }

    /** What the threads work for. */
    public ExecutorService executor() {
        return executor;
    }

    @Override
    public void close() {
        executor.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = executor.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
