package io.repobackup.core.git;

import io.repobackup.http.Sleeper;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits in real time. */
final class RealTime implements Sleeper {

    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        boolean ended = never.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        assert !ended : "nobody ends it";
    }
}
