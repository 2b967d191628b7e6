package io.repobackup.http.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer tells of a budget. Two dialects are read: {@code X-RateLimit-Limit, -Remaining, -Reset, -Resource} as
 * <a href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#checking-the-status-of-your-rate-limit">GitHub</a>
 * sends them, and {@code RateLimit-Limit, -Remaining, -Reset, -Name} as
 * <a href="https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/#response-headers">GitLab</a> does.
 * Both name the end of the span in seconds of the epoch; small numbers are seconds from now, as in the
 * <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/03/">draft</a> that others follow.
 *
 * @param resource the host's name for it; empty where it names none
 * @param limit units in a span
 * @param remaining units left
 * @param reset how long it is until the next span
 */
record Tally(String resource, long limit, long remaining, Duration reset) {

    private static final Pattern COUNT = Pattern.compile("\\s*([0-9]{1,15})\\b.*");
    private static final long FIRST_EPOCH_SECOND = 1_000_000_000L;
    private static final long LAST_EPOCH_SECOND = 100_000_000_000L;
    private static final int LONGEST_NAME = 100;

    /** A host that counts in years is asked again tomorrow. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Empty when the answer tells nothing that can be used. */
    static Optional<Tally> in(Headers headers, Instant now) {
        return in("X-RateLimit-", "Resource", headers, now).or(() -> in("RateLimit-", "Name", headers, now));
    }

    boolean isUsedUp() {
        return remaining == 0;
    }

    private static Optional<Tally> in(String prefix, String name, Headers headers, Instant now) {
        @Nullable Long remaining = count(headers, prefix + "Remaining");
        @Nullable Long reset = count(headers, prefix + "Reset");
        if (remaining == null || reset == null) {
            return Optional.empty();
        }
        @Nullable Long told = count(headers, prefix + "Limit");
        long limit = Math.max(1, Math.max(remaining, told == null ? 0 : told));
        String resource = headers.value(prefix + name).map(Tally::brief).orElse("");
        return Optional.of(new Tally(resource, limit, remaining, reset(reset, headers, now)));
    }

    /** One second more, for the host cuts its fractions off. */
    private static Duration reset(long value, Headers headers, Instant now) {
        Duration reset =
                value < FIRST_EPOCH_SECOND ? Duration.ofSeconds(value) : HostTime.until(epoch(value), headers, now);
        return (reset.compareTo(LONGEST) < 0 ? reset : LONGEST).plusSeconds(1);
    }

    private static Instant epoch(long value) {
        return value < LAST_EPOCH_SECOND ? Instant.ofEpochSecond(value) : Instant.ofEpochMilli(value);
    }

    private static @Nullable Long count(Headers headers, String name) {
        return headers.value(name)
                .map(COUNT::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Long.valueOf(matcher.group(1)))
                .orElse(null);
    }

    private static String brief(String name) {
        String printable = name.replaceAll("[^!-~]", "");
        return printable.substring(0, Math.min(printable.length(), LONGEST_NAME));
    }
}
