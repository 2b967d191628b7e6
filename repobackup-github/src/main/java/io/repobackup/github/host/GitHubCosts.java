package io.repobackup.github.host;

import io.repobackup.http.limit.Cost;
import io.repobackup.http.limit.Pace;
import java.time.Duration;

/**
 * What requests take of what GitHub allows, from its <a
 * href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">limits of REST</a> and <a
 * href="https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api">of GraphQL</a>.
 */
public final class GitHubCosts {

    private static final Pace REST = new Pace("rest", 900, Duration.ofMinutes(1));
    private static final Pace GRAPHQL = new Pace("graphql", 2_000, Duration.ofMinutes(1));

    /** Reading in REST. */
    public static final Cost READ = Cost.of("core").withPace(REST, 1);

    /** Asking for a token of an App: not counted by the hour. */
    public static final Cost TOKEN = Cost.nothing().withPace(REST, 5);

    private GitHubCosts() {}

    /** A query of so many points, 1 or more. */
    public static Cost query(int points) {
        return Cost.of("graphql").withUnits(points).withPace(GRAPHQL, 1);
    }
}
