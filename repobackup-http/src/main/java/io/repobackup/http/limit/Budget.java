package io.repobackup.http.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * What a host allows one credential of one resource in a span of time, and what is left of it.
 *
 * <p><i>Immutable.</i>
 *
 * @param resource the host's name for what is counted, such as {@code core}; empty where it names none
 * @param limit how many units there are in each span
 * @param remaining how many are left in this one
 * @param resetsAt when the next span begins, by this machine's clock
 * @param window how long a span is; where it was learned from headers, the shortest of a minute, ten minutes, an hour
 *     and a day that they agree with
 */
public record Budget(String resource, long limit, long remaining, Instant resetsAt, Duration window) {

    /** Refuses sizes that no host has. */
    public Budget {
        if (limit < 1 || remaining < 0 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a budget is of 1 unit or more in more than no time, not " + remaining
                    + " of " + limit + " in " + window);
        }
    }

    /** A budget of which nothing was used yet, whose span begins now. */
    public static Budget fresh(String resource, long limit, Duration window, Instant now) {
        return new Budget(resource, limit, limit, now.plus(window), window);
    }
}
