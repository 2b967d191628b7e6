package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.core.git.server.JGitServletServer;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that serves with JGit and has lost an object, through engine, vault and directories, and back. */
class JGitHostRoundTripTest {

    private static final int REFS = 8;

    @TempDir
    Path dir;

    @Test
    void everyOtherBranchComesBackAndTheNextRunIsCheap() {
        try (JGitServletServer host = new JGitServletServer(dir.resolve("host"));
                RoundTrip trip = new RoundTrip(dir)) {
            TestRepository repository = host.create("a.git", ObjectFormat.SHA1);
            repository.branches("b", REFS, "number ", repository.grow("main", "base"));
            repository.lose(repository.blob("number 5"));

            assertLacksTheLostOne(outcome(host, trip));
            assertThat(host.requests()).hasSizeLessThan(1 + 3 + 2 * 3 + 3);
            assertLacksTheLostOne(outcome(host, trip));
            assertThat(host.requests()).as("the refs, and what is lost").hasSize(2);
            trip.clock.advance(Duration.ofMinutes(1));
            assertThat(RealGit.run(restored(trip), "for-each-ref", "--format=%(refname)")
                            .lines())
                    .hasSize(REFS)
                    .contains("refs/heads/main", "refs/heads/b4", "refs/heads/b6")
                    .doesNotContain("refs/heads/b5");
        }
    }

    private static void assertLacksTheLostOne(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Incomplete.class,
                        incomplete -> assertThat(incomplete.missing())
                                .singleElement()
                                .asString()
                                .startsWith("refs/heads/b5: ")
                                .contains("was answered 500"));
    }

    private static Outcome outcome(JGitServletServer host, RoundTrip trip) {
        return trip.run(host.endpoint("a.git")).entries().get(0).outcome();
    }

    private static Path restored(RoundTrip trip) {
        Path restored = trip.restored(trip.clock.instant());
        RealGit.run(restored, "fsck", "--full", "--no-dangling");
        return restored;
    }
}
