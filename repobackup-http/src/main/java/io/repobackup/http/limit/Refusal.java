package io.repobackup.http.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * An answer that refuses because of a limit, told from one that refuses for good. <a
 * href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit">GitHub</a>
 * sends 403 as well as 429 for both of its limits: an empty budget is the primary one; {@code Retry-After}, or words in
 * the document, tell of a secondary one; without any of these a 403 is about permissions.
 *
 * @param kind which limit
 * @param asked how long the host asks to wait; empty when it does not say
 */
record Refusal(Limited.Kind kind, Optional<Duration> asked) {

    private static final Pattern WORDS = Pattern.compile("rate.?limit|abuse detection", Pattern.CASE_INSENSITIVE);

    static Optional<Refusal> in(int status, Headers headers, Supplier<String> document, Instant now) {
        Optional<Duration> wait = RetryAfter.in(headers, now).filter(asked -> !asked.isZero());
        return switch (status) {
            case 503 -> wait.map(asked -> new Refusal(Limited.Kind.OVERLOAD, wait));
            case 429 -> Optional.of(limited(headers, wait, now));
            case 403 ->
                Optional.of(limited(headers, wait, now))
                        .filter(refusal -> refusal.asked().isPresent() || isLimit(document.get()));
            default -> Optional.empty();
        };
    }

    /** An answer that says so in a document of its own, whatever its status. */
    static Refusal limited(Headers headers, Instant now) {
        return limited(headers, RetryAfter.in(headers, now).filter(asked -> !asked.isZero()), now);
    }

    private static Refusal limited(Headers headers, Optional<Duration> asked, Instant now) {
        Optional<Tally> usedUp = Tally.in(headers, now).filter(Tally::isUsedUp);
        return new Refusal(
                usedUp.isPresent() ? Limited.Kind.PRIMARY : Limited.Kind.SECONDARY,
                asked.or(() -> usedUp.map(Tally::reset)));
    }

    static boolean isLimit(String words) {
        return WORDS.matcher(words).find();
    }
}
