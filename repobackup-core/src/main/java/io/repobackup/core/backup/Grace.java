package io.repobackup.core.backup;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a cancelled run waits for threads that were interrupted and go on all the same.
 *
 * <p><i>Thread-safe.</i>
 */
final class Grace {

    /** Longer than any run. */
    static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private final RunControl control;
    private final Duration length;

    Grace(RunControl control, Duration length) {
        this.control = control;
        this.length = length;
    }

    /**
     * Whether the work ended within a time, which is no longer than the grace once the run is cancelled. An interrupt of
     * the caller cancels the run.
     */
    boolean awaits(FutureTask<?> work, Duration longest) throws ExecutionException {
        while (true) {
            try {
                Duration wait = control.isCancelled() && length.compareTo(longest) < 0 ? length : longest;
                work.get(wait.toNanos(), TimeUnit.NANOSECONDS);
                return true;
            } catch (InterruptedException e) {
                control.cancelOnInterrupt();
            } catch (TimeoutException e) {
                return false;
            }
        }
    }

    /** Whether interrupted work ended within the grace, however it did. */
    boolean settles(FutureTask<?> work) {
        try {
            return awaits(work, length);
        } catch (ExecutionException e) {
            return true;
        }
    }

    @Override
    public String toString() {
        return length.toString();
    }
}
