package io.repobackup.core.backup;

import io.repobackup.api.failure.CancelledException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run may go on, and the threads that must hear when it may not.
 *
 * <p><i>Thread-safe.</i>
 */
final class RunControl {

    private final Clock clock;
    private final @Nullable Instant deadline;
    private final Set<Thread> threads = new HashSet<>();
    private volatile boolean cancelled;
    private @Nullable Thread interruptedCaller;

    RunControl(Clock clock, @Nullable Instant deadline) {
        this.clock = clock;
        this.deadline = deadline;
    }

    /** Stops the run: whoever works for it is interrupted, now and when it next asks. */
    synchronized void cancel() {
        cancelled = true;
        threads.forEach(Thread::interrupt);
    }

    /** Stops the run because the thread that waits for it was interrupted; that thread stays interrupted afterwards. */
    synchronized void cancelOnInterrupt() {
        if (!cancelled) {
            interruptedCaller = Thread.currentThread();
            cancel();
            Thread.interrupted();
        }
    }

    /** Lets the calling thread finish in peace what a cancelled run has to write. */
    synchronized void quiet() {
        threads.remove(Thread.currentThread());
        Thread.interrupted();
    }

    /** Makes the calling thread hear of a cancellation until {@link #leave}. */
    synchronized void enter() {
        threads.add(Thread.currentThread());
        if (cancelled) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends {@link #enter}; an interrupt that was meant for the run does not outlive it. */
    synchronized void leave() {
        threads.remove(Thread.currentThread());
        if (interruptedCaller == Thread.currentThread()) {
            Thread.currentThread().interrupt();
        } else if (cancelled) {
            Thread.interrupted();
        }
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** When the time budget ended, once it has. */
    Optional<Instant> overdueSince() {
        return deadline != null && !clock.instant().isBefore(deadline) ? Optional.of(deadline) : Optional.empty();
    }

    void check() {
        if (cancelled || Thread.currentThread().isInterrupted()) {
            throw new CancelledException("The run was cancelled; run it again to go on from what is stored");
        }
    }
}
