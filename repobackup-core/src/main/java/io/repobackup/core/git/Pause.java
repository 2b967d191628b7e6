package io.repobackup.core.git;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.http.Sleeper;
import java.time.Duration;

/** Waits, and hears meanwhile when the capture should stop. */
final class Pause {

    private static final Duration SLICE = Duration.ofSeconds(1);

    private final Sleeper sleeper;
    private final GitMonitor monitor;

    Pause(Sleeper sleeper, GitMonitor monitor) {
        this.sleeper = sleeper;
        this.monitor = monitor;
    }

    void of(Duration duration) {
        monitor.checkCancelled();
        for (Duration left = duration; left.compareTo(Duration.ZERO) > 0; left = left.minus(SLICE)) {
            sleep(left.compareTo(SLICE) < 0 ? left : SLICE);
            monitor.checkCancelled();
        }
    }

    private void sleep(Duration slice) {
        try {
            sleeper.sleep(slice);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Waiting to ask a git host again was interrupted", e);
        }
    }
}
