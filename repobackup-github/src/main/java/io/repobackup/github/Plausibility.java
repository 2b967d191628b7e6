package io.repobackup.github;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.github.inventory.FoundOwner;

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

    /** @throws UnavailableException when too many are missing */
    void check(long before, long now) {
        long missing = before - now;
        if (missing > Math.max(ALWAYS, (long) (before * share))) {
            throw new UnavailableException(source + " shows " + now + " repositories where the last run saw " + before
                    + "; that is no deletion before somebody says so: check what the identity may see, and if they are"
                    + " gone indeed, run once with acceptingFewer()");
        }
    }

    /** @throws UnavailableException when the name belongs to another organisation than before */
    void check(FoundOwner owner, SourceState before) {
        Long number = before.owners().get(owner.login());
        if (number != null && number != owner.id() && share < 1) {
            throw new UnavailableException("The organisation '" + owner.login() + "' has the number " + owner.id()
                    + ", and had " + number + " in the last run: another one has taken the name; check the name of the"
                    + " one to back up, or run once with acceptingFewer() if it was created anew");
        }
    }
}
