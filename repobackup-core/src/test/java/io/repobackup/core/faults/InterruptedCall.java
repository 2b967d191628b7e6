package io.repobackup.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.Callable;

/** A call on a thread of its own that is interrupted when it hangs. <i>Confined to one thread</i>, the call's apart. */
final class InterruptedCall<T> {

    /** No test waits for so long, unless it fails. */
    private static final long NET_MILLIS = 30_000;

    private final Thread thread;
    private volatile Optional<T> result = Optional.empty();
    private volatile Optional<Throwable> failure = Optional.empty();
    private volatile boolean flagged;

    private InterruptedCall(Callable<T> call) {
        this.thread = new Thread(() -> run(call), "caller");
    }

    /** Begins, waits until it hangs, and interrupts it. */
    static <T> InterruptedCall<T> of(Callable<T> call, Runnable awaitHang) {
        InterruptedCall<T> begun = new InterruptedCall<>(call);
        begun.thread.start();
        awaitHang.run();
        begun.thread.interrupt();
        return begun;
    }

    boolean goesOn() {
        return thread.isAlive();
    }

    /** Waits for the end, after which the thread is to be interrupted still. */
    InterruptedCall<T> ended() throws InterruptedException {
        thread.join(NET_MILLIS);
        assertThat(thread.isAlive())
                .as(() -> "the call hangs at " + java.util.List.of(thread.getStackTrace()))
                .isFalse();
        assertThat(flagged).as("the interrupt flag of the caller").isTrue();
        return this;
    }

    T result() {
        return result.orElseThrow(() -> new AssertionError("the call failed", failure.orElse(null)));
    }

    Throwable failure() {
        return failure.orElseThrow(() -> new AssertionError("the call gave " + result));
    }

    private void run(Callable<T> call) {
        try {
            result = Optional.of(call.call());
        } catch (Exception | Error e) {
            failure = Optional.of(e);
        } finally {
            flagged = Thread.currentThread().isInterrupted();
        }
    }
}
