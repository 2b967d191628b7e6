package io.repobackup.core.threads;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * The threads of one call that ends with a report also when it is cancelled. An interrupt of the thread that waits for them
 * ends their work; it stays pending, so that what is left to write can be written, until it is {@linkplain #passOnInterrupt passed on}.
 *
 * <p><i>Confined to one thread.</i>
 */
public final class Workers implements AutoCloseable {

    private final CallThreads threads;
    private final String what;
    private volatile boolean interrupted;

    /**
     * So many threads.
     *
     * @param name what the threads are called
     * @param what what they do, for messages, such as {@code verification}
     */
    public Workers(String name, String what, int parallelism) {
        this.threads = CallThreads.named(name, parallelism);
        this.what = what;
    }

    /**
     * Runs the work on so many threads and waits until all of them are through. An interrupt that is pending already keeps
     * it from beginning.
     *
     * @return whether neither they nor the waiting for them was cancelled; only then there may be more work
     */
    public boolean finish(int copies, Runnable work) {
        interrupted |= Thread.interrupted();
        if (interrupted) {
            return false;
        }
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < copies; i++) {
            running.add(threads.executor().submit(work));
        }
        boolean finished = true;
        for (Future<?> each : running) {
            finished &= await(each);
        }
        return finished && !interrupted;
    }

    /** Whether the waiting was interrupted: what fails from then on may fail for that. */
    public boolean isInterrupted() {
        return interrupted;
    }

    /** Sets the interrupt flag again, if the waiting was interrupted. */
    public void passOnInterrupt() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.close();
    }

    private boolean await(Future<?> work) {
        while (true) {
            try {
                work.get();
                return true;
            } catch (InterruptedException e) {
                interrupted = true;
                threads.executor().shutdownNow().forEach(neverBegun -> ((Future<?>) neverBegun).cancel(false));
            } catch (CancellationException e) {
                return false;
            } catch (ExecutionException e) {
                return cancelled(e);
            }
        }
    }

    private boolean cancelled(ExecutionException failure) {
        boolean known = failure.getCause() instanceof RepobackupException;
        if (failure.getCause() instanceof CancelledException || (known && interrupted)) {
            return false;
        }
        if (failure.getCause() instanceof RepobackupException cause) {
            throw cause;
        }
        throw new UnavailableException("The " + what + " failed unexpectedly: " + failure.getCause(), failure);
    }
}
