package io.repobackup.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** Cancels the calls whose threads are interrupted. Has a thread only while calls are going on, and a little longer. */
final class InterruptWatch implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long KEEP_THREAD_SECONDS = 5;

    private final Set<Flight> flights = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor executor;
    private @Nullable ScheduledFuture<?> looking;
    private boolean closed;

    InterruptWatch() {
        executor = new ScheduledThreadPoolExecutor(1, InterruptWatch::thread);
        executor.setKeepAliveTime(KEEP_THREAD_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setRemoveOnCancelPolicy(true);
    }

    Flight begin(Call call) {
        Flight flight = new Flight(call, this);
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("The HTTP client is closed; build another one");
            }
            flights.add(flight);
            if (looking == null) {
                looking = executor.scheduleWithFixedDelay(
                        this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        return flight;
    }

    boolean watches(Flight flight) {
        return flights.contains(flight);
    }

    void ended(Flight flight) {
        flights.remove(flight);
    }

    synchronized boolean closed() {
        return closed;
    }

    private void look() {
        flights.forEach(Flight::cancelIfInterrupted);
        synchronized (this) {
            if (flights.isEmpty() && looking != null) {
                looking.cancel(false);
                looking = null;
            }
        }
    }

    /** Cancels every call. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        executor.shutdownNow();
        flights.forEach(flight -> flight.call().cancel());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "repobackup-http-interrupts");
        thread.setDaemon(true);
        return thread;
    }
}
