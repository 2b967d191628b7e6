package io.repobackup.s3;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Aborts the calls whose threads are interrupted or whose bytes no longer move. Has a thread only while calls are going
 * on, and a little longer.
 *
 * <p><i>Thread-safe.</i>
 */
final class CallWatch implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long KEEP_THREAD_SECONDS = 5;

    private final Set<WatchedCall> calls = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor executor;
    private @Nullable ScheduledFuture<?> looking;
    private boolean closed;

    CallWatch() {
        executor = new ScheduledThreadPoolExecutor(1, CallWatch::thread);
        executor.setKeepAliveTime(KEEP_THREAD_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setRemoveOnCancelPolicy(true);
    }

    void begin(WatchedCall call) {
        synchronized (this) {
            calls.add(call);
            if (looking == null && !closed) {
                looking = executor.scheduleWithFixedDelay(
                        this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    void ended(WatchedCall call) {
        calls.remove(call);
    }

    /** Aborts every call. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        executor.shutdownNow();
        calls.forEach(WatchedCall::abort);
    }

    private void look() {
        calls.forEach(WatchedCall::abortIfStuck);
        synchronized (this) {
            if (calls.isEmpty() && looking != null) {
                looking.cancel(false);
                looking = null;
            }
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "repobackup-s3-watch");
        thread.setDaemon(true);
        return thread;
    }
}
