package io.repobackup.http.limit;

import java.time.Duration;

/**
 * How much of what a host allows is used, and how long it is waited for more.
 *
 * <p><i>Immutable</i>; the {@code with} methods return copies.
 *
 * @param reservedShare the share of every budget and rate that is left to other tools with the same credential, from 0
 *     to less than 1
 * @param reservedUnits how many units of every budget are left to them at least, 0 or more
 * @param longestWait how long a request waits in all for budgets and pauses, more than zero; where it would have to wait
 *     longer, it fails at once and says until when
 * @param concurrent how many requests of one credential may be under way at once, 1 or more, each until its answer is
 *     read
 */
public record LimitRule(double reservedShare, long reservedUnits, Duration longestWait, int concurrent) {

    /** Refuses what would let nothing pass. */
    public LimitRule {
        if (!(reservedShare >= 0 && reservedShare < 1)) {
            throw new IllegalArgumentException("the reserve is a share from 0 to less than 1, not " + reservedShare);
        }
        if (reservedUnits < 0) {
            throw new IllegalArgumentException("the reserve is 0 units or more, not " + reservedUnits);
        }
        if (longestWait.isNegative() || longestWait.isZero()) {
            throw new IllegalArgumentException("the longest wait is more than zero, not " + longestWait);
        }
        if (concurrent < 1) {
            throw new IllegalArgumentException("at least 1 request is under way at once, not " + concurrent);
        }
    }

    /**
     * A tenth is left to others, it is waited for 65 minutes, as budgets last an hour, and 100 requests may be under way
     * at once, as <a
     * href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits">GitHub
     * allows</a>.
     */
    public static LimitRule standard() {
        return new LimitRule(0.1, 0, Duration.ofMinutes(65), 100);
    }

    /** The same with another share for other tools. */
    public LimitRule withReservedShare(double share) {
        return new LimitRule(share, reservedUnits, longestWait, concurrent);
    }

    /** The same with at least so many units for other tools. */
    public LimitRule withReservedUnits(long units) {
        return new LimitRule(reservedShare, units, longestWait, concurrent);
    }

    /** The same with another longest wait. */
    public LimitRule withLongestWait(Duration wait) {
        return new LimitRule(reservedShare, reservedUnits, wait, concurrent);
    }

    /** The same with another number of requests at once. */
    public LimitRule withConcurrent(int requests) {
        return new LimitRule(reservedShare, reservedUnits, longestWait, requests);
    }

    /** How much of a budget of this size is left to others; never all of it. */
    long reserveOf(long limit) {
        long reserve = Math.max((long) (limit * reservedShare), reservedUnits);
        return Math.max(0, Math.min(reserve, limit - 1));
    }

    /** How many points of a rate are used. */
    int usableOf(Pace pace) {
        return Math.max(1, pace.points() - (int) (pace.points() * reservedShare));
    }
}
