package io.repobackup.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;

/** How long the host asks to wait: <a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">RFC 9110</a>. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(366);

    private RetryAfter() {}

    /** The wait from now on; a date counts from the host's own date, for clocks differ. */
    static Optional<Duration> in(Headers headers, Instant now) {
        String value = headers.get("Retry-After");
        if (value == null) {
            return Optional.empty();
        }
        String text = value.strip();
        return text.matches("[0-9]+") ? Optional.of(seconds(text)) : date(headers, now);
    }

    private static Duration seconds(String digits) {
        return digits.length() > 9 ? LONGEST : within(Duration.ofSeconds(Long.parseLong(digits)));
    }

    private static Optional<Duration> date(Headers headers, Instant now) {
        Instant until = headers.getInstant("Retry-After");
        Instant hostNow = headers.getInstant("Date");
        return Optional.ofNullable(until).map(then -> within(Duration.between(hostNow == null ? now : hostNow, then)));
    }

    private static Duration within(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
