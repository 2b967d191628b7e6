package io.repobackup.github.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.github.standin.fault.Failure;
import io.repobackup.github.standin.fault.Faults;
import io.repobackup.testkit.time.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsOfTheHostTest {

    @TempDir
    Path directory;

    private GitHubStandIn github;
    private Visitor visitor;

    @BeforeEach
    void begin() {
        github = GitHubStandIn.start(directory, FakeClock.create());
        github.acceptToken("ghp_1");
        github.create("acme/tools");
        visitor = Visitor.with(github, "ghp_1");
    }

    @AfterEach
    void end() {
        github.close();
    }

    private int ask() {
        return visitor.get("repos/acme/tools").statusCode();
    }

    @Test
    void whoGoesOnAskingWhenTheHourIsUsedUpIsBannedForGood() {
        github.limits().hourly("core", 2);
        assertThat(List.of(ask(), ask())).containsOnly(200);
        assertThat(github.violations()).isEmpty();

        assertThat(List.of(ask(), ask(), ask())).containsOnly(403);
        assertThat(github.violations()).hasSize(3);
        github.advance(Duration.ofHours(2));
        assertThat(ask()).as("after the hour").isEqualTo(403);
    }

    @Test
    void whoWaitsIsNotBanned() {
        github.limits().hourly("core", 2);
        for (int hour = 0; hour < 3; hour++) {
            assertThat(List.of(ask(), ask())).containsOnly(200);
            github.advance(Duration.ofHours(1));
        }
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void whatOthersUsedUpIsNoViolationUntilItWasSaid() {
        ask();
        github.meter().usedByOthers("user:octocat", "core", 10_000);

        var refused = visitor.get("repos/acme/tools");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("API rate limit exceeded");
        assertThat(refused.headers().firstValue("x-ratelimit-remaining")).contains("0");
        assertThat(github.violations()).isEmpty();
        ask();
        assertThat(github.violations()).hasSize(1);
    }

    @Test
    void whatIsFreeIsAnsweredWhenTheHourIsUsedUp() {
        github.limits().hourly("core", 1);
        ask();
        assertThat(visitor.get("rate_limit").statusCode()).isEqualTo(200);
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void moreThanThePaceIsRefusedForAMinute() {
        github.limits().rest(3);
        assertThat(List.of(ask(), ask(), ask())).containsOnly(200);

        var refused = visitor.get("repos/acme/tools");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("secondary rate limit");
        assertThat(refused.headers().firstValue("Retry-After")).contains("60");
        github.advance(Duration.ofSeconds(60));
        assertThat(ask()).isEqualTo(200);
        assertThat(github.violations()).hasSize(1);
    }

    @Test
    void aWaitThatATestCommandsCountsAsOne() {
        github.fail(Faults.any(), Failure.secondaryLimit(429, Duration.ofSeconds(30)));
        assertThat(ask()).isEqualTo(429);

        ask();
        assertThat(github.violations()).hasSize(1);
        github.advance(Duration.ofSeconds(30));
        assertThat(ask()).isEqualTo(200);
    }

    @Test
    void moreAtOnceThanIsAllowedIsRefused() {
        github.limits().together(1);
        int[] second = {0};
        github.fail(Faults.like("GET .*/users/.*"), new Failure.Meanwhile(() -> second[0] = ask()));

        visitor.get("users/octocat");
        assertThat(second[0]).isEqualTo(403);
        assertThat(github.violations()).singleElement().asString().contains("was one of 2 at once");
    }

    @Test
    void anEnterpriseServerHasNoLimitsAndSaysNothingOfThem() {
        try (GitHubStandIn enterprise = GitHubStandIn.startEnterprise(directory, FakeClock.create())) {
            enterprise.acceptToken("ghp_1");
            Visitor there = Visitor.with(enterprise, "ghp_1");
            assertThat(there.get("rate_limit").statusCode()).isEqualTo(404);
            assertThat(there.get("users/octocat").headers().firstValue("x-ratelimit-limit"))
                    .isEmpty();
        }
    }
}
