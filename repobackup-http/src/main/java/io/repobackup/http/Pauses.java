package io.repobackup.http;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How often and how long is waited, and by what.
 *
 * @param rule the limits
 * @param sleeper what waits
 * @param jitter from 0 to 1, the share of the longest delay that is waited
 */
record Pauses(RetryRule rule, Sleeper sleeper, DoubleSupplier jitter) {

    /** How long to wait after this attempt, counted from 1: what the host asks for, and then our share. */
    Duration after(int attempt, Duration hostWait) {
        double share = rule.ceiling(attempt).toNanos() * jitter.getAsDouble();
        return hostWait.plusNanos((long) share);
    }
}
