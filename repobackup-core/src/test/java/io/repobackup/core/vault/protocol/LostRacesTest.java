package io.repobackup.core.vault.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.subject.Part;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultFixture;
import io.repobackup.core.vault.protocol.Gate.Call;
import io.repobackup.core.vault.protocol.Gate.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real runs on a real repository that are overtaken just before they append, through capture, commit and restore. */
class LostRacesTest {

    @TempDir
    Path dir;

    private GitBench bench;
    private ScriptedPruner pruner;

    @BeforeEach
    void backUpOnce() {
        bench = new GitBench(dir);
        pruner = new ScriptedPruner(bench.vault, VaultFixture.ID);
    }

    @Test
    void aRaceLostToAnotherRunIsMerged() {
        bench.repository.grow("main", "two");

        Outcome outcome = overtaken(() -> {
            bench.repository.grow("main", "three");
            assertThat(GitBench.outcome(bench.backUp(bench.vault))).isInstanceOf(Outcome.Stored.class);
        });

        assertThat(outcome).isInstanceOf(Outcome.Stored.class);
        assertThat(bench.history()).containsExactly(1L, 2L, 3L);
        assertThat(bench.packs(3)).as("those of both and of before").isEqualTo(3);
        bench.assertEverythingComesBack();
    }

    @Test
    void whatAnotherRunStoredMeanwhileIsNotStoredAgain() {
        bench.repository.grow("main", "two");

        BackupReport report = bench.backUp(overtakenBy(() -> bench.backUp(bench.vault)));

        assertThat(report.entries()).isEmpty();
        assertThat(report.notUnchanged()).isEmpty();
        assertThat(report.counts()).containsEntry("unchanged", 1L);
        assertThat(bench.history()).containsExactly(1L, 2L);
        bench.assertLastIsTheHost();
    }

    @Test
    void theLastStepOfAnotherRunIsNotTakenForASnapshot() {
        bench.repository.grow("main", "two");

        Outcome outcome = overtaken(() -> bench.appendProgress(bench.capture(Optional.of(bench.held()))));

        assertThat(outcome).isInstanceOf(Outcome.Stored.class);
        assertThat(bench.history()).containsExactly(1L, 3L);
        assertThat(bench.vault
                        .log(VaultFixture.ID)
                        .read(3)
                        .orElseThrow()
                        .part(Part.GIT)
                        .orElseThrow()
                        .pending())
                .isEmpty();
        bench.assertLastIsTheHost();
    }

    @Test
    void aRaceLostToACompactionIsCapturedAgain() {
        bench.repository.grow("main", "two");
        assertThat(GitBench.outcome(bench.backUp(bench.vault))).isInstanceOf(Outcome.Stored.class);
        GitContent compacted = bench.capture(Optional.empty());
        bench.repository.grow("main", "three");

        Outcome outcome = overtaken(() -> bench.append(RecordKind.COMPACTION, compacted));

        assertThat(outcome).isInstanceOf(Outcome.Stored.class);
        assertThat(bench.history()).containsExactly(1L, 2L, 4L);
        assertThat(bench.packs(4)).as("the compacted one, and one on top of it").isEqualTo(2);
        assertPruningLosesNothing();
    }

    @Test
    void aRaceAfterWhichNoRecordCanBeReadIsCapturedAgainInFull() {
        bench.repository.grow("main", "two");
        Map<BlobKey, byte[]> records = new HashMap<>();

        Outcome outcome = overtaken(() -> {
            bench.repository.grow("main", "three");
            bench.backUp(bench.vault);
            bench.store.keys().stream()
                    .filter(key -> key.text().startsWith("log/"))
                    .forEach(key -> records.put(key, bench.store.content(key)));
            records.keySet().forEach(key -> bench.store.tamper(key, new byte[] {0}));
        });
        records.forEach(bench.store::tamper);

        assertThat(records).hasSize(2);
        assertThat(outcome).isInstanceOf(Outcome.Stored.class);
        assertThat(bench.history()).containsExactly(1L, 2L, 3L);
        assertThat(bench.packs(3)).as("nothing of what could not be read").isEqualTo(1);
        bench.assertEverythingComesBack();
    }

    @Test
    void aRaceLostToAPruneIsMerged() {
        bench.append(RecordKind.COMPACTION, bench.capture(Optional.empty()));
        bench.repository.grow("main", "two");
        assertThat(GitBench.outcome(bench.backUp(bench.vault))).isInstanceOf(Outcome.Stored.class);
        bench.repository.grow("main", "three");

        Outcome outcome = overtaken(() -> assertThat(pruner.prune()).isTrue());

        assertThat(outcome).isInstanceOf(Outcome.Stored.class);
        assertThat(bench.history()).containsExactly(3L, 5L);
        assertThat(removedAfterTheGrace())
                .as("the pack of the dropped snapshot")
                .isEqualTo(3);
        bench.assertEverythingComesBack();
    }

    @Test
    void aRaceLostToACompactionAndAPruneOfWhatItReplacedIsCapturedAgain() {
        bench.repository.grow("main", "two");
        assertThat(GitBench.outcome(bench.backUp(bench.vault))).isInstanceOf(Outcome.Stored.class);
        GitContent compacted = bench.capture(Optional.empty());
        bench.repository.grow("main", "three");

        Outcome outcome = overtaken(() -> {
            bench.append(RecordKind.COMPACTION, compacted);
            bench.append(RecordKind.SNAPSHOT, compacted);
            assertThat(pruner.prune()).isTrue();
        });

        assertThat(outcome).isInstanceOf(Outcome.Stored.class);
        assertThat(bench.history()).containsExactly(4L, 6L);
        assertThat(removedAfterTheGrace()).as("two packs").isEqualTo(6);
        bench.assertEverythingComesBack();
    }

    @Test
    void aLostAnswerIsNoLostRace() {
        bench.repository.grow("main", "two");
        Gate silent = once(Fate.DONE_IN_SILENCE, () -> {});

        assertThat(GitBench.outcome(bench.backUp(bench.through(silent)))).isInstanceOf(Outcome.Stored.class);

        assertThat(bench.history()).containsExactly(1L, 2L);
        bench.assertLastIsTheHost();
    }

    /** Runs a backup, and something else just before its record is put for the first time. */
    private Outcome overtaken(Runnable other) {
        Outcome outcome = GitBench.outcome(bench.backUp(overtakenBy(other)));
        bench.clock.advance(Duration.ofHours(1));
        return outcome;
    }

    private Vault overtakenBy(Runnable other) {
        return bench.through(once(Fate.ANSWERED, other));
    }

    private static Gate once(Fate fate, Runnable before) {
        boolean[] done = new boolean[1];
        return (call, key) -> {
            if (done[0] || call != Call.PUT || !key.startsWith("log/")) {
                return Fate.ANSWERED;
            }
            done[0] = true;
            before.run();
            return fate;
        };
    }

    private void assertPruningLosesNothing() {
        assertThat(pruner.prune()).isTrue();
        assertThat(removedAfterTheGrace()).isPositive();
        bench.assertEverythingComesBack();
    }

    private int removedAfterTheGrace() {
        bench.clock.advance(ScriptedPruner.GRACE.minusHours(1));
        assertThat(pruner.removeCondemned()).as("within the grace").isZero();
        bench.clock.advance(Duration.ofHours(1).plusMillis(1));
        return pruner.removeCondemned();
    }
}
