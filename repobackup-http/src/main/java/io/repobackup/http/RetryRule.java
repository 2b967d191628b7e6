package io.repobackup.http;

import java.time.Duration;

/**
 * How often a request is tried, and how long to wait in between: a random part of a delay that doubles each time, so
 * that many clients do not come back at the same moment. A longer pause that the host asks for is not waited for but
 * reported.
 *
 * <p><i>Immutable.</i>
 *
 * @param attempts how often a request is tried at most, at least 1
 * @param firstDelay the most that is waited after the first attempt, not negative
 * @param longestDelay the most that is ever waited at once, at least the first delay
 */
public record RetryRule(int attempts, Duration firstDelay, Duration longestDelay) {

    /** Refuses fewer attempts than one, and delays that are negative or out of order. */
    public RetryRule {
        if (attempts < 1) {
            throw new IllegalArgumentException("a request needs at least 1 attempt, not " + attempts);
        }
        if (firstDelay.isNegative() || longestDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException("delays must not be negative, nor the longest (" + longestDelay
                    + ") shorter than the first (" + firstDelay + ")");
        }
    }

    /** Four attempts, half a second at first, and half a minute at most. */
    public static RetryRule standard() {
        return new RetryRule(4, Duration.ofMillis(500), Duration.ofSeconds(30));
    }

    /** One attempt. */
    public static RetryRule never() {
        return new RetryRule(1, Duration.ZERO, Duration.ZERO);
    }

    /** The most to wait after this attempt, counted from 1. */
    Duration ceiling(int attempt) {
        Duration delay = firstDelay;
        for (int i = 1; i < attempt && delay.compareTo(longestDelay) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(longestDelay) < 0 ? delay : longestDelay;
    }
}
