package io.repobackup.http.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Requests that are to be made, one after the other, and how long that will take. Nothing is sent: time is simulated,
 * with the same rules by which the client admits requests.
 *
 * <pre>{@code
 * Forecast forecast = RequestPlan.within(LimitRule.standard())
 *         .with(130, SWEEP)
 *         .with(5 * changedRepositories, READ)
 *         .forecast(http.budgets(credentials), Duration.ofMillis(200), clock.instant());
 * }</pre>
 *
 * <p><i>Immutable</i>; the {@code with} method returns a copy.
 */
public final class RequestPlan {

    private final LimitRule rule;
    private final List<Step> steps;

    private RequestPlan(LimitRule rule, List<Step> steps) {
        this.rule = rule;
        this.steps = List.copyOf(steps);
    }

    private record Step(long requests, Cost cost) {}

    /** A plan without requests, of a client with this rule. */
    public static RequestPlan within(LimitRule rule) {
        return new RequestPlan(rule, List.of());
    }

    /** The same plan, and then so many requests of this kind. */
    public RequestPlan with(long requests, Cost cost) {
        if (requests < 0) {
            throw new IllegalArgumentException("a plan has 0 requests or more, not " + requests);
        }
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(requests, cost));
        return new RequestPlan(rule, more);
    }

    /** How many requests there are. */
    public long requests() {
        return steps.stream().mapToLong(Step::requests).sum();
    }

    /**
     * How long it takes when nobody else uses the same budgets. Resources without a budget are limited by their rates
     * alone.
     *
     * @param budgets what the host allows, as it was told in headers or is known beforehand
     * @param latency how long one request takes
     * @param now when it begins
     */
    public Forecast forecast(Collection<Budget> budgets, Duration latency, Instant now) {
        Rehearsal rehearsal = new Rehearsal(rule, budgets, latency, now);
        steps.forEach(step -> rehearsal.play(step.requests(), step.cost()));
        return rehearsal.forecast();
    }
}
