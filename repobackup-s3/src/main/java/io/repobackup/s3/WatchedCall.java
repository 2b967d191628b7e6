package io.repobackup.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.Abortable;

/**
 * One request from its start until its answer is read. An interrupt does not wake a thread that waits for a socket, and
 * a socket that takes no more bytes knows no time-out; so {@link CallWatch} looks at both, and aborts the request.
 */
final class WatchedCall {

    private final Abortable request;
    private final long stallNanos;
    private volatile @Nullable Thread waiting;
    private volatile long movedAt;
    private volatile boolean stalled;

    WatchedCall(Abortable request, Duration stall) {
        this.request = request;
        this.stallNanos = stall.toNanos();
    }

    /** Something that waits for the network. */
    interface Exchange<T> {
        T run() throws IOException;
    }

    <T> T during(Exchange<T> exchange) throws IOException {
        moved();
        waiting = Thread.currentThread();
        try {
            return exchange.run();
        } catch (IOException e) {
            throw told(e);
        } finally {
            waiting = null;
        }
    }

    /** Says that bytes moved. */
    void moved() {
        movedAt = System.nanoTime();
    }

    void abortIfStuck() {
        Thread thread = waiting;
        if (thread == null) {
            return;
        }
        boolean late = System.nanoTime() - movedAt > stallNanos;
        if (late || thread.isInterrupted()) {
            stalled = late;
            abort();
        }
    }

    void abort() {
        request.abort();
    }

    private IOException told(IOException e) {
        if (Thread.currentThread().isInterrupted()) {
            return (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
        return stalled ? (IOException) new SocketTimeoutException("no byte moved in time").initCause(e) : e;
    }
}
