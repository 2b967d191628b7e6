package io.repobackup.github.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** The host's clock, as far as it is known: this machine's, until the host says that it is another time. <i>Thread-safe.</i> */
final class AppClock {

    /** Less than this explains no refusal: tokens are issued a minute in the past and end a minute early. */
    private static final Duration UNIMPORTANT = Duration.ofSeconds(10);

    private final Clock clock;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    AppClock(Clock clock) {
        this.clock = clock;
    }

    Instant hostTime() {
        return clock.instant().plus(ahead.get());
    }

    /** Takes over the host's time. Returns whether that makes a difference. */
    boolean correct(Instant hostTime) {
        Duration now = Duration.between(clock.instant(), hostTime);
        Duration before = ahead.getAndSet(now);
        return now.minus(before).abs().compareTo(UNIMPORTANT) > 0;
    }
}
