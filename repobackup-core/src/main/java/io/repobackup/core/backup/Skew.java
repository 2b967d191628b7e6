package io.repobackup.core.backup;

import java.time.Duration;
import java.time.Instant;

/** How far two clocks may differ before it is worth a word. */
final class Skew {

    /** 15 minutes. */
    static final Duration LIMIT = Duration.ofMinutes(15);

    private Skew() {}

    /** Whether a time that has passed, as somebody wrote, lies further ahead of now than clocks may differ. */
    static boolean isAhead(Instant written, Instant now) {
        return Duration.between(now, written).compareTo(LIMIT) > 0;
    }

    /** A time span for people: {@code 364 days}, {@code 5 hours}. */
    static String text(Duration span) {
        Duration length = span.abs();
        if (length.compareTo(Duration.ofDays(2)) >= 0) {
            return length.toDays() + " days";
        }
        return length.compareTo(Duration.ofHours(2)) >= 0
                ? length.toHours() + " hours"
                : length.toMinutes() + " minutes";
    }
}
