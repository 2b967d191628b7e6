package io.repobackup.core.verify;

import static io.repobackup.core.verify.VerifyBench.LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupPlan;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.backup.Scope;
import io.repobackup.core.vault.LogRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user does after verification found damage, while the host still has everything. */
class AfreshTest {

    @TempDir
    Path dir;

    private VerifyBench bench;

    @BeforeEach
    void fill() {
        bench = VerifyBench.filled(dir);
    }

    private BackupReport backUp(Scope scope) {
        return engine().run(scope);
    }

    private BackupEngine engine() {
        return BackupEngine.builder()
                .source(bench.source)
                .vault(bench.vault)
                .scratch(dir)
                .build();
    }

    private SnapshotInfo newest() {
        List<SnapshotInfo> all = bench.vault.history(LARGE);
        return all.get(all.size() - 1);
    }

    @Test
    void whenBlobsOfEveryKindAreDamagedTheNewestSnapshotIsMended() {
        List<BlobKey> blobs = bench.keys("", "").stream()
                .filter(key -> key.text().matches("(data|state)/host.example/repo-1/.*"))
                .toList();
        assertThat(blobs)
                .extracting(key -> key.text().replaceFirst("[^.]*\\.[^.]*\\.", ""))
                .contains("bundle", "idx", "ext", "jsonl.gz", "blob", "refs.gz", "ids.jsonl.gz", "contents.jsonl.gz")
                .contains("state.json.gz");
        blobs.forEach(key -> bench.flip(key, bench.store.content(key).length / 2, 0));
        assertThat(bench.verify(Depth.DIGESTS).severity()).isEqualTo(Severity.FAILED);

        BackupReport report = backUp(Scope.only(LARGE).afresh());

        assertThat(report.counts()).containsOnlyKeys("stored");
        assertThat(bench.restoreFailure(LARGE, newest().number())).isEmpty();
        assertThat(bench.verify(Depth.DIGESTS).damages())
                .as("older snapshots stay as they are")
                .isNotEmpty()
                .noneMatch(damage -> damage.harms().stream().anyMatch(harmed -> harmed.number() == newest().number()));
        assertThat(backUp(Scope.everything()).severity()).isEqualTo(Severity.OK);
        assertThat(bench.restoreFailure(LARGE, newest().number())).isEmpty();
    }

    @Test
    void theNewestRecordNamesNoBlobOfEarlierOnes() {
        Set<BlobKey> before = new TreeSet<>(bench.store.keys());

        backUp(Scope.only(LARGE).afresh());

        LogRecord head = bench.vault.log(LARGE).head().record().orElseThrow();
        assertThat(head.number()).isEqualTo(newest().number());
        assertThat(head.toString()).as("which shows all keys").contains("data/host.example/repo-1/");
        assertThat(before).noneMatch(key -> head.toString().contains(key.text()));
    }

    @Test
    void thePlanTakesEverythingInScope() {
        BackupPlan plan = engine().plan(Scope.everything().afresh());
        assertThat(plan.steps()).isNotEmpty().allMatch(step -> step.intent() == BackupPlan.Intent.TAKE);
    }
}
