package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.git.server.JGitServletServer;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.source.GitSource;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that serves with JGit and has lost an object, through engine, vault and directories, and back. */
class JGitHostRoundTripTest {

    private static final int REFS = 8;

    @TempDir
    Path dir;

    private final FakeClock clock = FakeClock.create();

    @Test
    void everyOtherBranchComesBackAndTheNextRunIsCheap() throws IOException {
        try (JGitServletServer host = new JGitServletServer(dir.resolve("host"));
                FileSystemBlobSink sink = FileSystemBlobSink.open(dir.resolve("vault"))) {
            Vault vault = Vault.openOrCreate(sink, VaultOptions.defaults().withClock(clock));
            TestRepository repository = host.create("a.git", ObjectFormat.SHA1);
            repository.branches("b", REFS, "number ", repository.grow("main", "base"));
            repository.lose(repository.blob("number 5"));

            assertLacksTheLostOne(outcome(host, vault));
            assertThat(host.requests()).hasSizeLessThan(1 + 3 + 2 * 3 + 3);
            assertLacksTheLostOne(outcome(host, vault));
            assertThat(host.requests()).as("the refs, and what is lost").hasSize(2);
            clock.advance(Duration.ofMinutes(1));
            assertThat(RealGit.run(restored(vault), "for-each-ref", "--format=%(refname)")
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

    private Outcome outcome(JGitServletServer host, Vault vault) {
        clock.advance(Duration.ofHours(1));
        return BackupEngine.builder()
                .source(GitSource.builder()
                        .id("test")
                        .repository(host.endpoint("a.git"))
                        .build())
                .vault(vault)
                .scratch(dir)
                .build()
                .run()
                .entries()
                .get(0)
                .outcome();
    }

    private Path restored(Vault vault) throws IOException {
        Path target = dir.resolve("restored");
        RestoreEngine.builder()
                .vault(vault)
                .target(DirectoryTarget.into(target))
                .asOf(clock.instant())
                .build()
                .run()
                .throwIfFailed();
        try (Stream<Path> paths = Files.walk(target, 4)) {
            Path restored = paths.filter(path -> path.toString().endsWith(".git"))
                    .findFirst()
                    .orElseThrow();
            RealGit.run(restored, "fsck", "--full", "--no-dangling");
            return restored;
        }
    }
}
