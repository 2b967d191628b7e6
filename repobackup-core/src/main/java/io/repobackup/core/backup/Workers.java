package io.repobackup.core.backup;

import io.repobackup.api.failure.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that work through a run together. <i>Used once.</i> */
final class Workers {

    /** Work that goes on until there is none left. */
    interface Loop {
        void run() throws InterruptedException;
    }

    private final BackupSettings settings;
    private final RunControl control;

    Workers(BackupSettings settings, RunControl control) {
        this.settings = settings;
        this.control = control;
    }

    /** Runs the loop on every thread, and returns when all have ended. An interrupt of the caller cancels the run. */
    void drain(Loop loop) {
        if (settings.executor().isPresent()) {
            drain(loop, settings.executor().get());
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(settings.parallelism(), named());
        try {
            drain(loop, threads);
        } finally {
            threads.shutdown();
        }
    }

    private void drain(Loop loop, Executor executor) {
        List<FutureTask<Void>> workers = new ArrayList<>();
        for (int i = 0; i < settings.parallelism(); i++) {
            FutureTask<Void> worker = new FutureTask<>(() -> work(loop), null);
            workers.add(worker);
            executor.execute(worker);
        }
        workers.forEach(this::awaitEnd);
    }

    private void work(Loop loop) {
        control.enter();
        try {
            boolean done = false;
            while (!done) {
                done = ranToItsEnd(loop);
            }
        } finally {
            control.leave();
        }
    }

    /** A cancelled run still gives every part its outcome, so an interrupt only wakes whoever waits for work. */
    private static boolean ranToItsEnd(Loop loop) {
        try {
            loop.run();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void awaitEnd(FutureTask<Void> worker) {
        while (!worker.isDone()) {
            try {
                worker.get();
            } catch (InterruptedException e) {
                control.cancelOnInterrupt();
            } catch (ExecutionException e) {
                throw new UnavailableException("The run failed unexpectedly: " + e.getCause(), e);
            }
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
