package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.git.server.Fault;
import io.repobackup.core.git.server.GitHttpBackendServer;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.vault.GitContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepsTest {

    private static final long NEVER = 1L << 40;

    @TempDir
    Path directory;

    private GitHttpBackendServer host;
    private TestRepository repository;
    private Backup backup;

    @BeforeEach
    void begin() {
        host = new GitHttpBackendServer(directory.resolve("host"));
        repository = host.create("a.git", ObjectFormat.SHA1);
        ObjectId tip = repository.commit("first");
        for (int i = 1; i <= 8; i++) {
            tip = repository.commit("version " + i + (i == 5 ? noise(i, 1_000_000) : ""), tip);
            repository.tag("v" + i, "commit", tip);
        }
        repository.set("refs/heads/main", repository.commit("last", tip));
        for (int i = 1; i <= 6; i++) {
            repository.set("refs/pull/" + i + "/head", repository.commit("request " + i, tip));
        }
        backup = new Backup(directory, host.endpoint("a.git"));
    }

    @AfterEach
    void end() {
        backup.close();
        host.close();
    }

    @Test
    void everyStepIsStoredAndStandsOnThoseBefore() throws IOException {
        backup.inSteps(new StepRule(0, 0, 3));
        backup.changed();
        assertThat(host.requests()).hasSize(1 + 4 + 1 + 2);
        assertThat(backup.content().packs()).hasSize(7);
        backup.assertRestores(repository);
        assertThat(backup.steps).hasSize(7);
        for (GitContent step : backup.steps) {
            backup.from(step);
            Restored restored = backup.restored();
            assertThat(RealGit.run(restored.path(), "rev-list", "--objects", "--all"))
                    .isNotEmpty();
        }
    }

    @Test
    void aStepThatBreaksOffCostsOnlyItself() throws IOException {
        backup.inSteps(new StepRule(0, 0, 3));
        host.fail(
                new Fault.Cut(NEVER),
                new Fault.Cut(NEVER),
                new Fault.Cut(NEVER),
                new Fault.Cut(100_000),
                new Fault.Cut(600_000));
        assertThatThrownBy(() -> backup.run()).isInstanceOf(UnavailableException.class);
        assertThat(backup.steps).hasSize(2);
        backup.from(backup.steps.get(1));
        backup.changed();
        assertThat(backup.content().packs()).hasSize(7);
        backup.assertRestores(repository);
    }

    @Test
    void stepsAreTakenWhenEverythingAtOnceBreaksOffTwice() throws IOException {
        host.fail(new Fault.Cut(NEVER), new Fault.Cut(700), new Fault.Cut(700));
        backup.changed();
        assertThat(backup.steps).isNotEmpty();
        backup.assertRestores(repository);
    }

    @Test
    void aLargePackIsNotTriedAgainInOneGo() throws IOException {
        byte[] noise = new byte[200_000];
        new Random(7).nextBytes(noise);
        repository.set("refs/noise", repository.blob(new String(noise, StandardCharsets.ISO_8859_1)));
        backup.inSteps(new StepRule(2, 50_000, 2_000));
        host.fail(new Fault.Cut(NEVER), new Fault.Cut(150_000));
        backup.changed();
        assertThat(host.requests()).hasSize(1 + 1 + 4 + 1 + 1);
        backup.assertRestores(repository);
    }

    @Test
    void refsThatWereDeletedAreGoneAfterSteps() throws IOException {
        backup.inSteps(new StepRule(0, 0, 3));
        backup.changed();
        repository.delete("refs/tags/v3");
        repository.grow("main", "after");
        backup.changed();
        backup.assertRestores(repository);
        backup.unchanged();
    }

    @Test
    void aStepThatBreaksOffOnceIsTakenAgain() throws IOException {
        backup.inSteps(new StepRule(0, 0, 3));
        host.fail(new Fault.Cut(NEVER), new Fault.Cut(NEVER), new Fault.Cut(300));
        backup.changed();
        assertThat(host.requests()).hasSize(1 + 7 + 1);
        backup.assertRestores(repository);
    }

    @Test
    void aRefusalBetweenStepsGoesOnFromTheStepsBefore() throws IOException {
        backup.inSteps(new StepRule(0, 0, 3));
        Fault forgotten = new Fault.Meanwhile(() -> {
            for (String request : new String[] {"1", "2", "3"}) {
                repository.delete("refs/pull/" + request + "/head");
            }
            repository.git("gc", "-q", "--prune=now");
        });
        host.fail(
                new Fault.Cut(NEVER),
                new Fault.Cut(NEVER),
                new Fault.Cut(NEVER),
                new Fault.Cut(NEVER),
                new Fault.Cut(NEVER),
                new Fault.Cut(NEVER),
                forgotten);
        backup.changed();
        assertThat(host.requests()).hasSize(1 + 6 + 1 + 1);
        assertThat(backup.waited()).isEqualTo(Duration.ofSeconds(1));
        assertThat(backup.content().refs().refs()).hasSize(8 + 1 + 3);
        backup.assertRestores(repository);
        backup.unchanged();
    }

    @Test
    void aServerThatDiesInSilenceAtOnePlaceIsAskedByHalves() throws IOException {
        for (int i = 0; i < 40; i++) {
            repository.set("refs/heads/b" + i, repository.commit("branch " + i + noise(i, 50_000)));
        }
        host.cutLongPacks(1_600_000);
        backup.changed();
        assertThat(host.requests()).hasSizeBetween(1 + 2 + 4 + 1 + 2, 24);
        backup.assertRestores(repository);
        backup.unchanged();
    }

    /** What does not compress much, so that a pack has a middle. */
    private static String noise(int seed, int size) {
        StringBuilder letters = new StringBuilder();
        new Random(seed).ints(size, 'a', 'z').forEach(c -> letters.append((char) c));
        return letters.toString();
    }
}
