package io.repobackup.http;

import io.repobackup.api.failure.RepobackupException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that did not bring an answer.
 *
 * @param failure what to throw when there is no further attempt
 * @param passing whether another attempt may succeed
 * @param repeatable whether another attempt does no harm
 * @param limitedUntil until when the credential is paused; null when it is not
 * @param tooMuch whether less would have been answered
 * @param why what was seen, in a few words
 */
record Setback(
        RepobackupException failure,
        boolean passing,
        boolean repeatable,
        @Nullable Instant limitedUntil,
        boolean tooMuch,
        String why) {

    static Setback lasting(RepobackupException failure, String why) {
        return new Setback(failure, false, false, null, false, why);
    }

    static Setback passing(RepobackupException failure, boolean repeatable, String why) {
        return new Setback(failure, true, repeatable, null, false, why);
    }

    static Setback limited(RepobackupException failure, boolean repeatable, Instant until, String why) {
        return new Setback(failure, true, repeatable, until, false, why);
    }

    /** The same, of which less would have been answered. */
    Setback forTooMuch() {
        return new Setback(failure, passing, repeatable, limitedUntil, true, why);
    }

    boolean worthAnother(RetryRule rule, int attempt, Patience patience) {
        return passing
                && repeatable
                && attempt < rule.attempts()
                && (limitedUntil == null || patience.lasts(limitedUntil));
    }
}
