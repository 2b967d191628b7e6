package io.repobackup.github;

import io.repobackup.api.failure.UnavailableException;

/**
 * Whether a complete list can be believed: a token that lost its rights sees an organisation without most of its
 * repositories, and a name that was given up can belong to somebody else.
 *
 * <p><i>Immutable.</i>
 *
 * @param source the id of the source
 * @param share the share of the repositories that may vanish at once
 */
record Plausibility(String source, double share) {

    /** So many may vanish from the smallest list. */
    private static final long ALWAYS = 1;

    /** @throws UnavailableException when too many are missing, or all of an account */
    void check(SourceState before, SourceState now) {
        long missing = before.repositories() - now.repositories();
        if (missing > Math.max(ALWAYS, (long) (before.repositories() * share))) {
            throw new UnavailableException(source + " shows " + now.repositories()
                    + " repositories where the last run saw " + before.repositories()
                    + "; that is no deletion before somebody says so: check what the identity may see, and if they are"
                    + " gone indeed, run once with acceptingFewer()");
        }
        if (share < 1) {
            before.owners().forEach((login, number) -> checkThere(login, number, now));
        }
    }

    /** Renamed it has the same number. */
    private void checkThere(String login, long number, SourceState now) {
        if (!now.owners().containsValue(number)) {
            throw new UnavailableException(source + " does not show the account '" + login + "' any more, which has the"
                    + " number " + number + "; check that the App is still installed there and that the name does not"
                    + " belong to another account now, or run once with acceptingFewer()");
        }
    }
}
