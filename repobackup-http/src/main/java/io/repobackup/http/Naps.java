package io.repobackup.http;

import io.repobackup.api.failure.CancelledException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits in real time, until the client is closed. */
final class Naps implements Sleeper {

    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (ended.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new CancelledException("The client was closed while a request waited to be tried again");
        }
    }

    void end() {
        ended.countDown();
    }
}
