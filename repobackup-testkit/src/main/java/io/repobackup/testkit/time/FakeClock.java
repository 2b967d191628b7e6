package io.repobackup.testkit.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until a test moves it.
 *
 * <p><i>Thread-safe.</i>
 */
public final class FakeClock extends Clock {

    private static final Instant A_MONDAY_AT_NOON = Instant.parse("2026-01-05T12:00:00Z");

    private Instant now;

    private FakeClock(Instant now) {
        this.now = now;
    }

    /** A clock at an arbitrary time, always the same: 2026-01-05T12:00:00Z. */
    public static FakeClock create() {
        return at(A_MONDAY_AT_NOON);
    }

    /** A clock at this time. */
    public static FakeClock at(Instant time) {
        return new FakeClock(time);
    }

    /** Moves the clock and every {@linkplain #withZone view} of it; backwards with a negative duration. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    /** Sets the clock and every {@linkplain #withZone view} of it. */
    public synchronized void set(Instant time) {
        now = time;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** The same moving time in another zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return new InZone(this, zone);
    }

    @Override
    public String toString() {
        return "FakeClock[" + instant() + "]";
    }

    private static final class InZone extends Clock {

        private final Clock clock;
        private final ZoneId zone;

        InZone(Clock clock, ZoneId zone) {
            this.clock = clock;
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new InZone(clock, other);
        }
    }
}
