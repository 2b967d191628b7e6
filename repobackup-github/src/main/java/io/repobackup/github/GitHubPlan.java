package io.repobackup.github;

import io.repobackup.api.subject.Part;
import io.repobackup.github.host.GitHubCosts;
import io.repobackup.github.inventory.InventoryCost;
import io.repobackup.github.offer.GitHubParts;
import io.repobackup.http.limit.Budget;
import io.repobackup.http.limit.Cost;
import io.repobackup.http.limit.Forecast;
import io.repobackup.http.limit.LimitRule;
import io.repobackup.http.limit.RequestPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many requests a run will take, and how long, before it begins.
 *
 * <pre>{@code
 * GitHubPlan plan = GitHubPlan.of(13_000).withLooks(Part.GIT, 40).withLooks(GitHubParts.ISSUES, 25);
 * Forecast forecast = plan.forecast(LimitRule.standard(), http.budgets(credentials), clock.instant());
 * }</pre>
 *
 * <p>It assumes of each look what an increment takes: one page of each list that the part consists of. First captures of
 * long lists take one request more for each hundred entries, and content such as assets one for each. Pages that have not
 * changed are counted here though they cost nothing. Git takes nothing of the budgets of the API.
 *
 * <p><i>Immutable</i>; the {@code with} method returns a copy.
 */
public final class GitHubPlan {

    /** Log-in, the organisation and the probes of budgets. */
    private static final int BEFORE_ALL = 5;

    private static final int SHOWN_TO_ALL = 5_000;
    private static final Duration LATENCY = Duration.ofMillis(200);

    /** How many lists each part consists of; one unless it stands here. */
    private static final Map<Part, Integer> LISTS = Map.of(
            GitHubParts.ISSUES, 4,
            GitHubParts.PULLS, 3,
            GitHubParts.MEMBERS, 2,
            GitHubParts.TEAMS, 2);

    private final long repositories;
    private final Map<Part, Long> looks;

    private GitHubPlan(long repositories, Map<Part, Long> looks) {
        this.repositories = repositories;
        this.looks = Map.copyOf(looks);
    }

    /** An inventory of so many repositories, 0 or more. */
    public static GitHubPlan of(long repositories) {
        if (repositories < 0) {
            throw new IllegalArgumentException("an inventory lists 0 repositories or more, not " + repositories);
        }
        return new GitHubPlan(repositories, Map.of());
    }

    /** The same, and a look at this part of so many subjects. */
    public GitHubPlan withLooks(Part part, long subjects) {
        Map<Part, Long> more = new HashMap<>(looks);
        more.merge(part, subjects, Long::sum);
        return new GitHubPlan(repositories, more);
    }

    /** How many requests go to the API. */
    public long requests() {
        return plan(LimitRule.standard()).requests() - gitRequests();
    }

    /** How many requests go to git. */
    public long gitRequests() {
        return looks.getOrDefault(Part.GIT, 0L) + looks.getOrDefault(Part.WIKI, 0L);
    }

    /**
     * How long it takes, one request after the other, when nobody else uses the same budgets.
     *
     * @param budgets what the host told; where it told nothing, 5,000 units in an hour are assumed, the least that GitHub
     *     gives to whoever shows credentials
     * @param now when it begins
     */
    public Forecast forecast(LimitRule rule, Collection<Budget> budgets, Instant now) {
        Map<String, Budget> known = new TreeMap<>();
        for (String resource : new String[] {"core", "graphql"}) {
            known.put(resource, Budget.fresh(resource, SHOWN_TO_ALL, Duration.ofHours(1), now));
        }
        budgets.forEach(budget -> known.put(budget.resource(), budget));
        return plan(rule).forecast(known.values(), LATENCY, now);
    }

    private RequestPlan plan(LimitRule rule) {
        RequestPlan plan = RequestPlan.within(rule)
                .with(BEFORE_ALL, GitHubCosts.READ)
                .with(InventoryCost.queries(repositories), GitHubCosts.query(InventoryCost.POINTS));
        for (Map.Entry<Part, Long> look : looks.entrySet()) {
            boolean isGit = look.getKey().equals(Part.GIT) || look.getKey().equals(Part.WIKI);
            Cost cost = isGit ? Cost.nothing() : GitHubCosts.READ;
            plan = plan.with(look.getValue() * LISTS.getOrDefault(look.getKey(), 1), cost);
        }
        return plan;
    }
}
