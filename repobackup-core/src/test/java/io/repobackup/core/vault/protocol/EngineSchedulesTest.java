package io.repobackup.core.vault.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.VaultFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two whole runs, a pruner and a host that moves, in orders that seeds decide. */
class EngineSchedulesTest {

    private static final int SEEDS = 20;
    private static final String MAIN = "refs/heads/main";

    @TempDir
    Path dir;

    private final Set<String> outcomes = new TreeSet<>();
    private TestRepository repository;
    private List<ObjectId> commits;

    @BeforeEach
    void makeHistory() {
        repository = TestRepository.create(dir.resolve("host.git"), ObjectFormat.SHA1);
        ObjectId one = repository.grow("main", "one");
        ObjectId two = repository.grow("main", "two");
        commits = List.of(one, two, repository.grow("main", "three"));
    }

    @Test
    void seededSchedulesLoseNothing() {
        for (int seed = 0; seed < SEEDS; seed++) {
            run(seed);
        }

        assertThat(outcomes).contains("stored", "unchanged");
    }

    @Tag("long")
    @Test
    void manySeededSchedulesLoseNothing() {
        for (int seed = SEEDS; seed < 2_000; seed++) {
            run(seed);
        }

        assertThat(outcomes).contains("stored", "unchanged");
    }

    private void run(int seed) {
        repository.set(MAIN, commits.get(0));
        GitBench bench = new GitBench(dir.resolve("seed-" + seed), repository);
        bench.backUpFirst();
        bench.append(RecordKind.SNAPSHOT, bench.capture(Optional.empty()));
        repository.set(MAIN, commits.get(1));
        Order order = Order.seeded(seed);
        List<BackupReport> reports = Collections.synchronizedList(new ArrayList<>());
        List<String> way = new Turns(order, order.choose(4))
                .with("first", gate -> reports.add(bench.backUp(bench.through(gate))))
                .with("second", gate -> reports.add(bench.backUp(bench.through(gate))))
                .with("host", this::move)
                .with("pruner", gate -> prune(bench, gate))
                .run();

        List<LogRecord> records = bench.vault.log(VaultFixture.ID).records().toList();
        assertThat(bench.vault.log(VaultFixture.ID).findings())
                .as("after %s", way)
                .isEmpty();
        reports.forEach(report -> assertToldTheTruth(report, records, way));
        bench.assertEverythingComesBack();
    }

    private void move(Gate gate) {
        gate.pass(Gate.Call.LIST, "log/");
        repository.set(MAIN, commits.get(2));
    }

    private static void prune(GitBench bench, Gate gate) {
        ScriptedPruner pruner = new ScriptedPruner(bench.through(gate), VaultFixture.ID);
        pruner.prune();
        bench.clock.advance(ScriptedPruner.GRACE.plus(Duration.ofHours(1)));
        pruner.removeCondemned();
        pruner.removeOrphans();
    }

    private void assertToldTheTruth(BackupReport report, List<LogRecord> records, List<String> way) {
        Set<String> words = report.counts().keySet();
        outcomes.addAll(words);
        List<LogRecord> own = records.stream()
                .filter(record -> record.header().run().equals(report.run()))
                .toList();
        boolean stored = report.entries().stream().anyMatch(entry -> entry.outcome() instanceof Outcome.Stored);
        if (stored) {
            assertThat(own).as("records of the run after %s", way).hasSize(1);
        } else if (words.contains("unchanged")) {
            assertThat(own).as("records of the run after %s", way).isEmpty();
        }
    }
}
