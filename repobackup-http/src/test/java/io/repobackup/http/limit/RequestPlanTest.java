package io.repobackup.http.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestPlanTest {

    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LATENCY = Duration.ofMillis(200);
    private static final Pace REST = new Pace("rest", 900, Duration.ofMinutes(1));
    private static final LimitRule ALL = LimitRule.standard().withReservedShare(0);

    @Test
    void withoutBudgetsTakesItsLatency() {
        Forecast forecast = RequestPlan.within(ALL).with(600, Cost.of("core")).forecast(List.of(), LATENCY, NOW);

        assertThat(forecast.requests()).isEqualTo(600);
        assertThat(forecast.units()).containsEntry("core", 600L);
        assertThat(forecast.duration()).isEqualTo(Duration.ofMinutes(2));
        assertThat(forecast.waiting()).isZero();
        assertThat(forecast.end()).isEqualTo(NOW.plus(Duration.ofMinutes(2)));
    }

    @Test
    void waitsForTheNextSpanOfABudget() {
        Budget half = new Budget("core", 1_000, 500, NOW.plus(Duration.ofMinutes(30)), HOUR);

        Forecast forecast = RequestPlan.within(ALL).with(1_600, Cost.of("core")).forecast(List.of(half), LATENCY, NOW);

        assertThat(forecast.duration()).isBetween(Duration.ofMinutes(90), Duration.ofMinutes(92));
    }

    @Test
    void leavesTheReserve() {
        Budget budget = Budget.fresh("core", 1_000, HOUR, NOW);
        RequestPlan plan = RequestPlan.within(LimitRule.standard()).with(1_000, Cost.of("core"));

        assertThat(plan.forecast(List.of(budget), LATENCY, NOW).duration()).isGreaterThan(HOUR);
        assertThat(RequestPlan.within(ALL)
                        .with(1_000, Cost.of("core"))
                        .forecast(List.of(budget), LATENCY, NOW)
                        .duration())
                .isLessThan(Duration.ofMinutes(4));
    }

    @Test
    void keepsToTheRates() {
        Forecast forecast = RequestPlan.within(ALL)
                .with(9_000, Cost.of("core").withPace(REST, 1))
                .forecast(List.of(), Duration.ofMillis(1), NOW);

        assertThat(forecast.duration()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    /** What docs/LIMITS.md says. */
    @Test
    void ofThirteenThousandRepositoriesIsKnownInAMoment() {
        Budget core = Budget.fresh("core", 12_500, HOUR, NOW);
        Budget graphql = Budget.fresh("graphql", 12_500, HOUR, NOW);

        Forecast forecast = RequestPlan.within(LimitRule.standard())
                .with(
                        130,
                        Cost.of("graphql").withUnits(5).withPace(new Pace("graphql", 2_000, Duration.ofMinutes(1)), 1))
                .with(13_000 * 8, Cost.of("core").withPace(REST, 1))
                .forecast(List.of(core, graphql), LATENCY, NOW);

        assertThat(forecast.requests()).isEqualTo(104_130);
        assertThat(forecast.units()).containsEntry("graphql", 650L).containsEntry("core", 104_000L);
        assertThat(forecast.duration()).isBetween(Duration.ofHours(9), Duration.ofMinutes(9 * 60 + 20));
    }

    @Test
    void ofFewerThanNoRequestsIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RequestPlan.within(ALL).with(-1, Cost.standard()));
    }
}
