package io.repobackup.github.standin.limit;

import java.time.Duration;
import java.time.Instant;

/** What is left of one resource for one caller, until it begins again. <i>Confined to one thread at a time.</i> */
final class Allowance {

    private static final Duration WINDOW = Duration.ofHours(1);

    private long limit;
    private long used;
    private Instant resets = Instant.MIN;

    void renew(Instant now, long newLimit) {
        if (!now.isBefore(resets)) {
            used = 0;
            resets = now.plus(WINDOW);
        }
        limit = newLimit;
    }

    void use(long units) {
        used = Math.max(0, used + units);
    }

    long limit() {
        return limit;
    }

    long used() {
        return Math.min(used, limit);
    }

    long remaining() {
        return Math.max(0, limit - used);
    }

    Instant resets() {
        return resets;
    }
}
