package io.repobackup.github.offer;

import io.repobackup.api.subject.Part;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How old the last look at a part may be although its mark is the same, for what marks do not show.
 *
 * <ul>
 *   <li>{@code git}, 30 days: a push that no mark showed would be a mistake of the host.
 *   <li>{@code wiki}, 7 days: pushes to it are said to show as pushes to the repository, and GitHub does not promise that.
 *       A look costs one request of git, and nothing of the budgets of the API.
 *   <li>{@code issues} and {@code pulls}, 30 days: reactions, references from elsewhere and deletions leave no mark.
 *   <li>{@code labels} and {@code releases}, 7 days: marks show what is new, and not what was renamed. A look costs one
 *       request, or none of the budget when nothing has changed.
 *   <li>other parts of repositories, 30 days; of owners, which have no marks, 1 day.
 * </ul>
 *
 * <p>Looks are spread: each repository comes up to a quarter later than that, by its number, so that what was captured in
 * one night does not come due in one night. At each such look issues and pull requests are gone through whole, for that is
 * due after three weeks.
 *
 * <p><i>Immutable</i>; the {@code with} method returns a copy.
 */
public final class Rhythm {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int SPREAD = 101;

    private final Map<Part, Duration> ages;

    private Rhythm(Map<Part, Duration> ages) {
        this.ages = Map.copyOf(ages);
    }

    /** As described above. */
    public static Rhythm standard() {
        Map<Part, Duration> ages = new HashMap<>();
        ages.put(Part.WIKI, WEEK);
        ages.put(GitHubParts.LABELS, WEEK);
        ages.put(GitHubParts.RELEASES, WEEK);
        ages.put(GitHubParts.ORGANIZATION, DAY);
        ages.put(GitHubParts.MEMBERS, DAY);
        ages.put(GitHubParts.TEAMS, DAY);
        return new Rhythm(ages);
    }

    /** The same with another age for a part, more than zero. */
    public Rhythm with(Part part, Duration age) {
        if (age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException("part " + part + " is looked at after more than no time, not " + age);
        }
        Map<Part, Duration> more = new HashMap<>(ages);
        more.put(part, age);
        return new Rhythm(more);
    }

    /** The age for a part, without the spread. */
    public Duration of(Part part) {
        return ages.getOrDefault(part, MONTH);
    }

    /** The age for a part of the subject with this number: up to a quarter more. */
    Duration of(Part part, long number) {
        Duration least = of(part);
        return least.plus(
                least.dividedBy(4).multipliedBy(Math.floorMod(number, SPREAD)).dividedBy(SPREAD - 1));
    }

    /** The age for a part of which the host does not tell when it changes. */
    Duration withoutMark(Part part) {
        return of(part).compareTo(DAY) < 0 ? of(part) : DAY;
    }
}
