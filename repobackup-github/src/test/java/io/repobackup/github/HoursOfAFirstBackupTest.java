package io.repobackup.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.source.Inventory;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.PartWork;
import io.repobackup.api.source.Source;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.github.app.Keys;
import io.repobackup.github.standin.GitHubStandIn;
import io.repobackup.github.standin.world.Issue;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.http.HttpClient;
import io.repobackup.http.HttpEvent;
import io.repobackup.testkit.capture.InMemoryPartContext;
import io.repobackup.testkit.source.FakeSourceContext;
import io.repobackup.testkit.time.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long everything but git of an organisation takes the first time, in simulated time: each answer takes a fifth of a
 * second, and 12,500 units an hour are all that an installation gets. One repository in ten is busy, three are small, six have
 * settings alone.
 */
class HoursOfAFirstBackupTest {

    private static final Duration LATENCY = Duration.ofMillis(200);
    private static final long UNITS = 12_500;

    @TempDir
    Path directory;

    private final FakeClock clock = FakeClock.create();

    @Test
    void areFewForAFewRepositories(TestReporter figures) {
        assertThat(simulate(100, figures)).isLessThan(Duration.ofMinutes(10));
    }

    @Test
    @Tag("long")
    @Timeout(1_800)
    void areLessThanHalfADayForThirteenThousand(TestReporter figures) {
        assertThat(simulate(13_000, figures)).isBetween(Duration.ofHours(1), Duration.ofHours(12));
    }

    private Duration simulate(int repositories, TestReporter figures) {
        try (GitHubStandIn github = GitHubStandIn.start(directory, clock);
                HttpClient http = HttpClient.builder()
                        .clock(clock)
                        .sleeper(clock::advance)
                        .listener(this::takeTime)
                        .build()) {
            github.acceptToken("ghp_1");
            github.limits().hourly("core", UNITS).hourly("graphql", UNITS);
            fill(github, repositories);
            clock.advance(Duration.ofHours(1));
            Instant start = clock.instant();
            long items = captureAll(GitHubSource.organization("acme")
                    .host(github.host())
                    .http(http)
                    .credentials(GitHubCredentials.token(Keys.secret("ghp_1")))
                    .build());
            Duration took = Duration.between(start, clock.instant());
            figures.publishEntry(
                    repositories + " repositories",
                    items + " items, " + github.requests().size() + " requests, " + took);
            assertThat(github.violations()).isEmpty();
            return took;
        }
    }

    private void takeTime(HttpEvent event) {
        if (event instanceof HttpEvent.Answered) {
            clock.advance(LATENCY);
        }
    }

    private static void fill(GitHubStandIn github, int repositories) {
        github.organisation("acme").join("octocat");
        for (int i = 0; i < repositories; i++) {
            Repository repository = github.create("acme/tool-" + i);
            int issues = i % 10 == 0 ? 30 : i % 10 < 4 ? 3 : 0;
            for (int n = 0; n < issues; n++) {
                Issue issue = repository.open("It breaks for the time " + n);
                issue.comment("octocat", "Here as well");
                issue.label("bug");
            }
            for (int n = 0; n < issues / 3; n++) {
                repository.propose("Mend it", "mend-" + n).review("octocat", "APPROVED", "Fine");
            }
        }
    }

    private static long captureAll(Source source) {
        Inventory inventory = source.inventory(FakeSourceContext.first());
        long items = 0;
        for (SubjectOffer subject : inventory.subjects()) {
            for (PartOffer part : subject.parts()) {
                if (part.work() instanceof PartWork.Metadata metadata) {
                    items += capture(subject, metadata);
                }
            }
        }
        return items;
    }

    private static long capture(SubjectOffer subject, PartWork.Metadata work) {
        InMemoryPartContext context = InMemoryPartContext.create();
        Captured captured = context.capture(work.snapshotter(), subject.subject());
        assertThat(captured).isInstanceOfAny(Captured.Changed.class, Captured.Missing.class);
        return context.kinds().stream()
                .mapToLong(kind -> context.items(kind).size())
                .sum();
    }
}
