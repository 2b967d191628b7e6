package io.repobackup.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long one request still waits for its turn, from when it first has to. <i>Confined</i> to the request's thread. */
final class Patience {

    private final Clock clock;
    private final Duration longest;
    private @Nullable Instant end;
    private Instant slept = Instant.MIN;

    Patience(Clock clock, Duration longest) {
        this.clock = clock;
        this.longest = longest;
    }

    /** The time, which is not before what was slept until, whatever the clock says. */
    Instant now() {
        Instant now = clock.instant();
        return now.isAfter(slept) ? now : slept;
    }

    /** The request has slept until then. */
    void slept(Instant until) {
        slept = until;
    }

    /** Whether it lasts until then. */
    boolean lasts(Instant until) {
        if (end == null) {
            end = clock.instant().plus(longest);
        }
        return !until.isAfter(end);
    }
}
