package io.repobackup.http.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Moments as hosts name them, which count from the host's own {@code Date}: clocks differ, and the host's is the one
 * that it counts by.
 */
final class HostTime {

    private HostTime() {}

    /** How long it is from the answer until a moment; zero when that has passed. */
    static Duration until(Instant moment, Headers headers, Instant now) {
        Duration wait = Duration.between(date(headers, "Date").orElse(now), moment);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** An <a href="https://www.rfc-editor.org/rfc/rfc9110#name-date-time-formats">HTTP date</a>. */
    static Optional<Instant> date(Headers headers, String name) {
        return headers.value(name).flatMap(HostTime::parse);
    }

    private static Optional<Instant> parse(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
