package io.repobackup.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.subject.Part;
import io.repobackup.github.offer.GitHubParts;
import io.repobackup.http.limit.Budget;
import io.repobackup.http.limit.Forecast;
import io.repobackup.http.limit.LimitRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GitHubPlanTest {

    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

    @Test
    void thirteenThousandUnchangedRepositoriesAreAHundredAndThirtyFiveRequests() {
        GitHubPlan plan = GitHubPlan.of(13_000);
        assertThat(plan.requests()).isEqualTo(135);
        assertThat(plan.gitRequests()).isZero();
        Forecast forecast = plan.forecast(LimitRule.standard(), List.of(), NOW);
        assertThat(forecast.units()).containsEntry("graphql", 1_040L).containsEntry("core", 5L);
        assertThat(forecast.duration()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void oneNewCommentIsALookAtTheIssuesOfOneRepository() {
        assertThat(GitHubPlan.of(100).withLooks(GitHubParts.ISSUES, 1).requests())
                .isEqualTo(GitHubPlan.of(100).requests() + 4);
    }

    @Test
    void gitTakesNothingOfTheBudgets() {
        GitHubPlan plan = GitHubPlan.of(1).withLooks(Part.GIT, 9_000).withLooks(Part.WIKI, 1_000);
        assertThat(plan.requests()).isEqualTo(6);
        assertThat(plan.gitRequests()).isEqualTo(10_000);
        assertThat(plan.forecast(LimitRule.standard(), List.of(), NOW).units()).containsEntry("core", 5L);
    }

    @Test
    void aFirstBackupOfManyRepositoriesWaitsForTheBudget() {
        GitHubPlan plan =
                GitHubPlan.of(13_000).withLooks(GitHubParts.REPOSITORY, 13_000).withLooks(GitHubParts.LABELS, 13_000);
        Forecast forecast = plan.forecast(LimitRule.standard(), List.of(), NOW);
        assertThat(forecast.duration()).isBetween(Duration.ofHours(5), Duration.ofHours(6));
        Budget app = Budget.fresh("core", 12_500, Duration.ofHours(1), NOW);
        assertThat(plan.forecast(LimitRule.standard(), List.of(app), NOW).duration())
                .isBetween(Duration.ofHours(2), Duration.ofHours(3));
    }

    @Test
    void ofFewerThanNoRepositoriesIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> GitHubPlan.of(-1));
    }
}
