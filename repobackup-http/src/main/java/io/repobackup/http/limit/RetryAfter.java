package io.repobackup.http.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long the host asks to wait: <a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">RFC 9110</a>. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(366);

    private RetryAfter() {}

    /** The wait from now on, in seconds or until a date; empty when neither can be read. */
    static Optional<Duration> in(Headers headers, Instant now) {
        return headers.value("Retry-After")
                .flatMap(value -> value.strip().matches("[0-9]+")
                        ? Optional.of(seconds(value.strip()))
                        : HostTime.date(headers, "Retry-After").map(then -> HostTime.until(then, headers, now)))
                .map(wait -> wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
    }

    private static Duration seconds(String digits) {
        return digits.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(digits));
    }
}
