package io.repobackup.http;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.BlockedException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NoSpaceException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RateLimitedException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a status that nobody accepts means for the caller. */
final class StatusFailures {

    private final Clock clock;
    private final Duration longestDelay;

    StatusFailures(Clock clock, RetryRule rule) {
        this.clock = clock;
        this.longestDelay = rule.longestDelay();
    }

    /** Judges the answer, and closes it. */
    Setback judge(HttpRequest request, Answer answer, int attempt) {
        try (answer) {
            Instant now = clock.instant();
            Optional<Duration> wait = RetryAfter.in(answer.headers(), now);
            String seen = seen(request, answer, attempt);
            if (answer.status() == 429 || (answer.status() == 503 && wait.isPresent())) {
                Instant retryAt = now.plus(wait.orElse(longestDelay));
                RepobackupException failure =
                        new RateLimitedException(seen + "; go on at " + retryAt + ", not earlier", retryAt);
                return new Setback(failure, true, request.mayRepeat(), wait.orElse(Duration.ZERO), answer.reason());
            }
            return new Setback(
                    lasting(request, answer, seen),
                    passing(answer.status()),
                    request.mayRepeat(),
                    Duration.ZERO,
                    answer.reason());
        }
    }

    private static boolean passing(int status) {
        return (status >= 500 && status != 501 && status != 507) || status == 408 || status == 425;
    }

    private static RepobackupException lasting(HttpRequest request, Answer answer, String seen) {
        String identity = "'" + request.credentials().identity() + "'";
        return switch (answer.status()) {
            case 401 -> new AccessDeniedException(unauthorized(request, answer));
            case 402, 403 -> forbidden(answer, seen, identity);
            case 404, 410 ->
                new NotFoundException(seen + "; check the address, and that " + identity
                        + " may see it: hosts answer alike for what is hidden");
            case 407 -> new AccessDeniedException(seen + "; give the client credentials for its proxy");
            case 409, 412 -> new ConflictException(seen + "; read what is there, then decide");
            case 451 -> blocked(answer, seen);
            case 507 -> new NoSpaceException(seen + "; free space at the host, or raise the quota");
            default -> other(answer, seen);
        };
    }

    private static RepobackupException other(Answer answer, String seen) {
        boolean refused = answer.status() >= 400 && answer.status() < 500 && !passing(answer.status());
        return refused
                ? new MisconfiguredException(
                        seen + "; the host will not take this request: check its address and that the host's"
                                + " version supports it")
                : new UnavailableException(seen + "; try again later, and look at the host if it stays so");
    }

    private static RepobackupException forbidden(Answer answer, String seen, String identity) {
        return Notice.isIn(answer)
                ? blocked(answer, seen)
                : new AccessDeniedException(seen + "; give " + identity + " the permission, or use another identity");
    }

    private static BlockedException blocked(Answer answer, String seen) {
        String notice = Notice.of(answer);
        return new BlockedException(seen + "; read the notice: " + notice, notice);
    }

    /** What to say, and do, about credentials that were missing or refused. */
    static String unauthorized(HttpRequest request, Answer answer) {
        String seen = seen(request, answer, 1);
        String identity = "'" + request.credentials().identity() + "'";
        if (answer.authorization() != null) {
            return seen + "; the host refuses the credentials of " + identity + ": renew them";
        }
        boolean elsewhere = !RedirectRule.sameOrigin(request.request().url(), answer.url());
        return elsewhere
                ? seen + "; credentials are not sent along with a redirect to another host or scheme: use "
                        + Redaction.url(answer.url()) + " directly"
                : seen + "; the host asks for credentials: supply some";
    }

    private static String seen(HttpRequest request, Answer answer, int attempt) {
        StringBuilder seen = new StringBuilder(request.toString());
        if (!request.request().url().equals(answer.url())) {
            seen.append(" was redirected to ")
                    .append(Redaction.url(answer.url()))
                    .append(" and");
        }
        seen.append(" was answered ").append(answer.reason());
        if (attempt > 1) {
            seen.append(", ").append(attempt).append(" times in a row");
        }
        String excerpt = Excerpt.of(answer);
        return excerpt.isEmpty()
                ? seen.toString()
                : seen.append(": «").append(excerpt).append('»').toString();
    }
}
