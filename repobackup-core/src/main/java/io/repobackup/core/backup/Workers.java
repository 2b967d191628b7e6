package io.repobackup.core.backup;

import io.repobackup.api.failure.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Threads that work through a run together. <i>Used once.</i> */
final class Workers {

    /** Work that goes on until there is none left. */
    interface Loop {
        void run() throws InterruptedException;
    }

    private final BackupSettings settings;
    private final RunControl control;
    private final Grace grace;
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();

    Workers(BackupSettings settings, RunControl control, Grace grace) {
        this.settings = settings;
        this.control = control;
        this.grace = grace;
    }

    /**
     * Runs the loop on every thread, and returns when all have ended, or when a run that was cancelled has waited long
     * enough for them. An interrupt of the caller cancels the run.
     *
     * @return whether all have ended
     */
    boolean drain(Loop loop) {
        if (settings.executor().isPresent()) {
            return drain(loop, settings.executor().get());
        }
        ExecutorService threads = Executors.newFixedThreadPool(settings.parallelism(), named());
        try {
            return drain(loop, threads);
        } finally {
            threads.shutdown();
        }
    }

    private boolean drain(Loop loop, Executor executor) {
        List<FutureTask<Void>> workers = new ArrayList<>();
        @Nullable Throwable failure = null;
        try {
            for (int i = 0; i < settings.parallelism(); i++) {
                FutureTask<Void> worker = new FutureTask<>(() -> work(loop), null);
                executor.execute(worker);
                workers.add(worker);
            }
        } catch (RuntimeException refused) {
            control.cancel();
            failure = refused;
        }
        boolean ended = true;
        for (FutureTask<Void> worker : workers) {
            try {
                ended &= grace.awaits(worker, ended ? Grace.FOREVER : Duration.ZERO);
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
            }
        }
        if (failure != null) {
            throw new UnavailableException("The run failed unexpectedly: " + failure, failure);
        }
        // What has not begun by now must not begin later.
        workers.forEach(worker -> worker.cancel(false));
        return ended;
    }

    /** The threads that have not ended yet. */
    Set<Thread> working() {
        return Set.copyOf(working);
    }

    private void work(Loop loop) {
        control.enter();
        working.add(Thread.currentThread());
        try {
            boolean done = false;
            while (!done) {
                done = ranToItsEnd(loop);
            }
        } finally {
            working.remove(Thread.currentThread());
            control.leave();
        }
    }

    /** Who waits for work while others have some is not needed to end a cancelled run: the others take what is left. */
    private boolean ranToItsEnd(Loop loop) {
        try {
            loop.run();
            return true;
        } catch (InterruptedException e) {
            return control.isCancelled();
        }
    }

    private static ThreadFactory named() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "repobackup-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
