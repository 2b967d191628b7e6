package io.repobackup.core.backup;

import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What a run writes when all parts have their outcomes, also when it was cancelled. A store that fails or hangs then
 * costs an alarm, never the report that the caller waits for.
 *
 * <p><i>Confined to one thread.</i>
 */
final class LastWrites {

    private final RunBook book;
    private final Grace grace;
    private final Duration stallTimeout;

    LastWrites(RunBook book, Grace grace, Duration stallTimeout) {
        this.book = book;
        this.grace = grace;
        this.stallTimeout = stallTimeout;
    }

    /** Writes on a thread that can be left behind. */
    void attempt(String what, Runnable write) {
        FutureTask<Void> task = new FutureTask<>(write, null);
        Thread thread = new Thread(task, "repobackup-last-writes");
        thread.setDaemon(true);
        thread.start();
        try {
            if (!grace.awaits(task, stallTimeout)) {
                stop(what, thread, task);
            }
        } catch (ExecutionException e) {
            note(what, e);
        }
    }

    private void stop(String what, Thread thread, FutureTask<Void> task) {
        thread.interrupt();
        book.alarm(what + " could not be written: the store did not answer in time"
                + (grace.settles(task) ? "" : ", and the thread " + thread.getName() + " hangs in it still")
                + "; the next run looks at more than it would have to");
    }

    private void note(String what, ExecutionException e) {
        if (!(e.getCause() instanceof RepobackupException failure)) {
            throw new UnavailableException("The run failed unexpectedly at its end: " + e.getCause(), e);
        }
        book.alarm(what + " could not be written: " + failure.getMessage()
                + "; the next run looks at more than it would have to");
    }
}
