package io.repobackup.testkit.sink;

import io.repobackup.api.failure.CancelledException;
import java.util.concurrent.CountDownLatch;

/**
 * A place where calls get stuck until a test lets them go. An interrupt ends the wait of one call as a sink must end
 * it: with {@link CancelledException} and the interrupt flag set.
 *
 * <p><i>Thread-safe.</i>
 */
public final class Stall {

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Stall() {}

    /** A stall that holds everything back. */
    public static Stall create() {
        return new Stall();
    }

    /** Waits until a call is stuck here. */
    public void awaitArrival() {
        await(arrived);
    }

    /** Lets every call go on, now and later. */
    public void release() {
        released.countDown();
    }

    void pass() {
        arrived.countDown();
        await(released);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Waiting in a stalled call: the thread was interrupted; nothing to do", e);
        }
    }
}
