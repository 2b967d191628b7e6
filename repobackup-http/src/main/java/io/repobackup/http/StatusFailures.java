package io.repobackup.http;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.BlockedException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NoSpaceException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.RateLimitedException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a status that nobody accepts means for the caller. */
final class StatusFailures {

    private static final String LATER = "; try again later, and look at the host if it stays so";

    private final Clock clock;
    private final Duration longestDelay;

    StatusFailures(Clock clock, RetryRule rule) {
        this.clock = clock;
        this.longestDelay = rule.longestDelay();
    }

    /** Judges the answer, and closes it. */
    Setback judge(HttpRequest request, Answer answer, int attempt) {
        try (answer) {
            Optional<Duration> wait = RetryAfter.in(answer.headers(), clock.instant());
            String seen = Seen.answer(request, answer, attempt);
            boolean limited = answer.status() == 429 || (answer.status() == 503 && wait.isPresent());
            return new Setback(
                    limited ? rateLimited(seen, wait.orElse(longestDelay)) : failure(request, answer, seen),
                    limited || passing(answer.status()),
                    request.mayRepeat(),
                    limited ? wait.orElse(Duration.ZERO) : Duration.ZERO,
                    answer.reason());
        }
    }

    private RepobackupException rateLimited(String seen, Duration wait) {
        Instant retryAt = clock.instant().plus(wait);
        return new RateLimitedException(seen + "; go on at " + retryAt + ", not earlier", retryAt);
    }

    private static boolean passing(int status) {
        return (status >= 500 && status != 501 && status != 507) || status == 408 || status == 425;
    }

    private static RepobackupException failure(HttpRequest request, Answer answer, String seen) {
        String identity = "'" + request.credentials().identity() + "'";
        return switch (answer.status()) {
            case 401 -> new AccessDeniedException(Seen.unauthorized(request, answer));
            case 402, 403 -> forbidden(answer, seen, identity);
            case 404, 410 ->
                new NotFoundException(seen + "; check the address, and that " + identity
                        + " may see it: hosts answer alike for what is hidden");
            case 407 -> new AccessDeniedException(seen + "; give the client credentials for its proxy");
            case 409, 412 -> new ConflictException(seen + "; read what is there, then decide");
            case 451 -> blocked(answer, seen);
            case 502, 504 -> gateway(request, seen);
            case 507 -> new NoSpaceException(seen + "; free space at the host, or raise the quota");
            default -> other(answer, seen);
        };
    }

    /** A gateway that got no answer leaves open what became of the request. */
    private static RepobackupException gateway(HttpRequest request, String seen) {
        return request.mayRepeat()
                ? new UnavailableException(seen + LATER)
                : new OutcomeUnknownException(seen + ConnectionFailures.LOOK_FIRST);
    }

    private static RepobackupException other(Answer answer, String seen) {
        boolean refused = answer.status() >= 400 && answer.status() < 500 && !passing(answer.status());
        return refused
                ? new MisconfiguredException(
                        seen + "; the host will not take this request: check its address and that the host's"
                                + " version supports it")
                : new UnavailableException(seen + LATER);
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
}
