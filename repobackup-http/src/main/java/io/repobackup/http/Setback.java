package io.repobackup.http;

import io.repobackup.api.failure.RepobackupException;
import java.time.Duration;

/**
 * An attempt that did not bring an answer.
 *
 * @param failure what to throw when there is no further attempt
 * @param passing whether another attempt may succeed
 * @param repeatable whether another attempt does no harm
 * @param hostWait how long the host asks to wait, zero when it does not ask
 * @param why what was seen, in a few words
 */
record Setback(RepobackupException failure, boolean passing, boolean repeatable, Duration hostWait, String why) {

    static Setback lasting(RepobackupException failure, String why) {
        return new Setback(failure, false, false, Duration.ZERO, why);
    }

    boolean worthAnother(RetryRule rule, int attempt) {
        return passing && repeatable && attempt < rule.attempts() && hostWait.compareTo(rule.longestDelay()) <= 0;
    }
}
