package io.repobackup.github.inventory;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked of each repository: everything that tells whether a part has changed, so that one query lists a hundred
 * repositories with the marks of all their parts.
 *
 * <p>It costs what <a
 * href="https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#calculating-points">GitHub
 * counts</a>: a hundredth of the requests that it would take to answer connection by connection. With all lists that is
 * 1 + 100 × 8 for a hundred repositories, so 8 points; 13,000 repositories cost 1,040 of the 5,000 or more in an hour.
 *
 * <p><i>Immutable.</i>
 *
 * @param lists which lists are asked for
 */
record SweepQuery(Set<Counted> lists) {

    private static final int REQUESTS_IN_A_POINT = 100;
    private static final String FIELDS = "id databaseId nameWithOwner url pushedAt updatedAt visibility isArchived"
            + " isDisabled isEmpty isFork lockReason hasIssuesEnabled hasWikiEnabled"
            + " defaultBranchRef{name target{oid}} repositoryTopics(first:20){nodes{topic{name}}} ";

    SweepQuery {
        lists = Set.copyOf(lists);
    }

    static SweepQuery ofEverything() {
        return new SweepQuery(EnumSet.allOf(Counted.class));
    }

    /** The same without what the host does not tell. */
    SweepQuery without(Set<Counted> untold) {
        return new SweepQuery(
                lists.stream().filter(list -> !untold.contains(list)).collect(Collectors.toSet()));
    }

    /** What one query takes for so many repositories. */
    int points(int repositories) {
        int requests = 1 + repositories * (lists.size() + 1);
        return Math.max(1, Math.round(requests / (float) REQUESTS_IN_A_POINT));
    }

    /** The fragment {@code R} on a repository. */
    String fragment() {
        return " fragment R on Repository{" + FIELDS
                + EnumSet.allOf(Counted.class).stream()
                        .filter(lists::contains)
                        .map(Counted::query)
                        .collect(Collectors.joining(" "))
                + "}";
    }
}
