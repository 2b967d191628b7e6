package io.repobackup.core.threads;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    /**
     * Does all of this work, and gives what came of it in its order.
     *
     * @param what what it is, for messages: the beginning of a sentence
     * @throws CancelledException when the calling thread was interrupted; its flag is set again
     * @throws RepobackupException what one of them failed with
     */
    public <T> List<T> inAll(List<Callable<T>> work, String what) {
        List<T> done = new ArrayList<>();
        try {
            for (Future<T> each : executor.invokeAll(work)) {
                done.add(each.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(what + " was cancelled; do it again when it suits", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RepobackupException failure) {
                throw failure;
            }
            throw new UnavailableException(what + " failed unexpectedly: " + e.getCause(), e);
        }
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
