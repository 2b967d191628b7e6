package io.repobackup.core.git.bare;

import io.repobackup.api.failure.CancelledException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on an executor until all are done; the first failure stops the others, and an interrupt of the caller is
 * passed on to them, for one of them may hang. <i>Used once.</i>
 */
final class Parallel {

    private final Executor executor;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Set<Thread> working = new HashSet<>();

    Parallel(Executor executor) {
        this.executor = executor;
    }

    /** Whether a task failed or the caller was interrupted, so that work is in vain. */
    boolean isStopped() {
        return failure.get() != null;
    }

    /** Returns when no task runs any more; throws what the first failed with. */
    void run(List<Runnable> tasks) {
        CompletableFuture<?>[] running = tasks.stream().map(this::start).toArray(CompletableFuture<?>[]::new);
        settle(CompletableFuture.allOf(running));
        Throwable first = failure.get();
        if (first instanceof RuntimeException e) {
            throw e;
        }
        if (first instanceof Error e) {
            throw e;
        }
    }

    private CompletableFuture<Void> start(Runnable task) {
        try {
            return CompletableFuture.runAsync(() -> runUnlessStopped(task), executor);
        } catch (RuntimeException refused) {
            failure.compareAndSet(null, refused);
            return CompletableFuture.completedFuture(null);
        }
    }

    private void runUnlessStopped(Runnable task) {
        if (!enter()) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        } finally {
            leave();
        }
    }

    private synchronized boolean enter() {
        return !isStopped() && working.add(Thread.currentThread());
    }

    /** An interrupt that was meant for the task does not outlive it. */
    private synchronized void leave() {
        if (!working.remove(Thread.currentThread())) {
            Thread.interrupted();
        }
    }

    private synchronized void interrupt(InterruptedException why) {
        failure.compareAndSet(null, new CancelledException("Copying packs was interrupted; restore again", why));
        working.forEach(Thread::interrupt);
        working.clear();
    }

    private void settle(CompletableFuture<Void> all) {
        try {
            all.get();
        } catch (InterruptedException e) {
            interrupt(e);
            all.join();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new AssertionError("tasks keep their failures to themselves", e);
        }
    }
}
