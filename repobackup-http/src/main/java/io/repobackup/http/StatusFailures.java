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
import io.repobackup.http.limit.Limited;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What a status that nobody accepts means for the caller. */
final class StatusFailures {

    /** With these, hosts tell that an answer would be too large or take too long, among other things. */
    private static final Set<Integer> TOO_MUCH = Set.of(413, 502, 504);

    private static final String LATER = "; try again later, and look at the host if it stays so";

    /** Judges the answer, and closes it. */
    Setback judge(HttpRequest request, Answer answer, int attempt) {
        try (answer) {
            String seen = Seen.answer(request, answer, attempt);
            Optional<Limited> limited = answer.limited();
            if (limited.isPresent()) {
                Instant until = limited.get().until();
                return Setback.limited(rateLimited(seen, limited.get()), request.mayRepeat(), until, answer.reason());
            }
            RepobackupException failure = failure(request, answer, seen);
            Setback setback = passing(answer.status())
                    ? Setback.passing(failure, request.mayRepeat(), answer.reason())
                    : new Setback(failure, false, request.mayRepeat(), null, false, answer.reason());
            return TOO_MUCH.contains(answer.status()) ? setback.forTooMuch() : setback;
        }
    }

    private static RepobackupException rateLimited(String seen, Limited limited) {
        return new RateLimitedException(
                seen + ": " + limited.why() + "; go on at " + limited.until() + ", not earlier", limited.until());
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
        if (Notice.isIn(answer)) {
            return blocked(answer, seen);
        }
        return MissingPermission.in(answer)
                .map(needed -> new AccessDeniedException(
                        seen + "; give " + identity + " what is missing (" + needed + "), or use another identity",
                        needed))
                .orElseGet(() -> new AccessDeniedException(
                        seen + "; give " + identity + " the permission, or use another identity"));
    }

    private static BlockedException blocked(Answer answer, String seen) {
        String notice = Notice.of(answer);
        return new BlockedException(seen + "; read the notice: " + notice, notice);
    }
}
