package io.repobackup.http;

import java.time.Duration;

/** The limits that a timeout has to keep: OkHttp counts milliseconds in an int, and takes 0 for none. */
final class Timeouts {

    private static final Duration LONGEST = Duration.ofDays(1);

    private Timeouts() {}

    static Duration positive(Duration timeout) {
        if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a timeout is between 1 ms and 1 day, not " + timeout);
        }
        return timeout;
    }
}
