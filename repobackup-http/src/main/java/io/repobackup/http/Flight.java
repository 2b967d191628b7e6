package io.repobackup.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * One call from its start until its body is closed. An interrupt does not wake a thread that waits for a socket; so the
 * {@link InterruptWatch} looks at the thread that waits, and cancels the call.
 */
final class Flight {

    private final Call call;
    private final InterruptWatch watch;
    private volatile @Nullable Thread waiting;
    private volatile Runnable whenEnded = () -> {};

    Flight(Call call, InterruptWatch watch) {
        this.call = call;
        this.watch = watch;
    }

    Call call() {
        return call;
    }

    /** Does what may wait for the network. When the thread was interrupted, the flag is set in the end. */
    <T> T during(Callable<T> work) throws IOException {
        waiting = Thread.currentThread();
        try {
            return work.call();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw undeclared(e);
        } finally {
            waiting = null;
        }
    }

    /** OkHttp is written in Kotlin, and lets an InterruptedException pass that it does not declare. */
    private IOException undeclared(Exception e) {
        if (!(e instanceof InterruptedException)) {
            return new IOException(e);
        }
        call.cancel();
        Thread.currentThread().interrupt();
        return (IOException) new InterruptedIOException("interrupted").initCause(e);
    }

    void cancelIfInterrupted() {
        Thread thread = waiting;
        if (thread != null && thread.isInterrupted()) {
            call.cancel();
        }
    }

    /** Why the call was cancelled; empty when it was not, but failed. */
    String givenUp() {
        if (Thread.currentThread().isInterrupted()) {
            return "its thread was interrupted";
        }
        return watch.closed() ? "the client was closed" : "";
    }

    /** Does something at the end, which may have been already. It may be done more than once. */
    void whenEnded(Runnable work) {
        whenEnded = work;
        if (!watch.watches(this)) {
            work.run();
        }
    }

    void end() {
        watch.ended(this);
        whenEnded.run();
    }
}
