package io.repobackup.github.standin.limit;

import io.repobackup.github.standin.wire.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * For how long an answer tells its reader to wait, by <a
 * href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit">the
 * host's rules</a>.
 */
final class Waits {

    private static final Duration UNSAID = Duration.ofMinutes(1);

    private Waits() {}

    static Optional<Instant> of(Answer answer, Instant now) {
        boolean isRefusal = answer.status() == 403 || answer.status() == 429 || isLimitedQuery(answer);
        if (!isRefusal) {
            return Optional.empty();
        }
        Optional<Instant> said = answer.header("Retry-After").flatMap(text -> after(text, now));
        if (said.isPresent()) {
            return said;
        }
        if (answer.header("X-RateLimit-Remaining").filter("0"::equals).isPresent()) {
            return answer.header("X-RateLimit-Reset").map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
        }
        boolean isMeant = answer.status() == 429
                || answer.text().contains("secondary rate limit")
                || answer.text().contains("abuse detection");
        return isMeant ? Optional.of(now.plus(UNSAID)) : Optional.empty();
    }

    private static boolean isLimitedQuery(Answer answer) {
        return answer.status() == 200 && answer.text().contains("\"RATE_LIMITED\"");
    }

    private static Optional<Instant> after(String text, Instant now) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(now.plusSeconds(Long.parseLong(text)));
        }
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
