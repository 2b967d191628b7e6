package io.repobackup.core.threads;

import io.repobackup.http.Sleeper;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits in real time. <i>Thread-safe.</i> */
public final class RealTime implements Sleeper {

    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        boolean ended = never.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        assert !ended : "nobody ends it";
    }
}
