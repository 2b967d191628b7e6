package io.repobackup.core.verify;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one verification. An interrupt of the thread that waits for them ends their work; it stays pending, so
 * that what is left to write can be written, until it is {@linkplain #passOnInterrupt passed on}.
 *
 * <p><i>Confined to one thread.</i>
 */
final class Workers implements AutoCloseable {

    private final ExecutorService threads;
    private boolean interrupted;

    Workers(int parallelism) {
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(parallelism, task -> {
            Thread thread = new Thread(task, "repobackup-verify-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs the work on so many threads and waits until all of them are through. An interrupt that is pending already keeps
     * it from beginning.
     *
     * @return whether neither they nor the waiting for them was cancelled; only then there may be more work
     */
    boolean finish(int copies, Runnable work) {
        interrupted |= Thread.interrupted();
        if (interrupted) {
            return false;
        }
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < copies; i++) {
            running.add(threads.submit(work));
        }
        boolean finished = true;
        for (Future<?> each : running) {
            finished &= await(each);
        }
        return finished && !interrupted;
    }

    /** Sets the interrupt flag again, if the waiting was interrupted. */
    void passOnInterrupt() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private boolean await(Future<?> work) {
        while (true) {
            try {
                work.get();
                return true;
            } catch (InterruptedException e) {
                interrupted = true;
                threads.shutdownNow().forEach(neverBegun -> ((Future<?>) neverBegun).cancel(false));
            } catch (CancellationException e) {
                return false;
            } catch (ExecutionException e) {
                return cancelled(e);
            }
        }
    }

    private static boolean cancelled(ExecutionException failure) {
        if (failure.getCause() instanceof CancelledException) {
            return false;
        }
        if (failure.getCause() instanceof RepobackupException cause) {
            throw cause;
        }
        throw new UnavailableException("The verification failed unexpectedly: " + failure.getCause(), failure);
    }
}
