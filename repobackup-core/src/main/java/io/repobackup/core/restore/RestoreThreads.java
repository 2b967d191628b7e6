package io.repobackup.core.restore;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads of one restore. Closing interrupts them and waits for their end: while one of them may still write, neither the
 * journal may be closed nor the restore begun again.
 *
 * <p><i>Confined to one thread.</i>
 */
final class RestoreThreads implements AutoCloseable {

    private final ExecutorService executor;

    private RestoreThreads(ExecutorService executor) {
        this.executor = executor;
    }

    static RestoreThreads named(String name, int number) {
        AtomicInteger count = new AtomicInteger();
        return new RestoreThreads(Executors.newFixedThreadPool(number, task -> {
            Thread thread = new Thread(task, "repobackup-restore-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }));
    }

    ExecutorService executor() {
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
