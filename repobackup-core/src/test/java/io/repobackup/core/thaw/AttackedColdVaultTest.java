package io.repobackup.core.thaw;

import static io.repobackup.core.thaw.ColdBench.THREE_DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.restore.RestorePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cold data in a store that keeps versions, after somebody wrote there who may write and not remove. */
class AttackedColdVaultTest {

    @TempDir
    Path directory;

    @Test
    void whatIsReadIsThawedAndNotWhatWasPutOverIt() {
        ColdBench bench = ColdBench.versioned(directory, 3);
        List<BlobKey> data = dataOf(bench);
        data.forEach(key -> bench.store.overwrite(key, new byte[] {'e', 'v', 'i', 'l'}));
        bench.store.hide(data.get(0));
        assertThatItComesBack(bench, data);
    }

    @Test
    void ofSeveralVersionsTheOldestThatCanBeTheOneThatIsMeantIsThawed() {
        ColdBench bench = ColdBench.versioned(directory, 3);
        List<BlobKey> data = dataOf(bench);
        for (BlobKey key : data) {
            byte[] meant = bench.store.content(key);
            bench.store.tamper(key, new byte[2_000]);
            bench.store.overwrite(key, meant);
            bench.store.freeze(key);
            bench.store.overwrite(key, new byte[3_000]);
        }
        assertThatItComesBack(bench, data);
    }

    private static void assertThatItComesBack(ColdBench bench, List<BlobKey> data) {
        RestoreEngine engine = bench.engine();
        RestorePlan plan = engine.plan();
        assertThat(plan.cold()).extracting(ColdBlob::key).containsExactlyInAnyOrderElementsOf(data);
        assertThat(engine.thaw(plan, THREE_DAYS).await(Duration.ofDays(1))).isEmpty();
        assertThat(engine.run().severity()).isEqualTo(Severity.OK);
        assertThat(bench.file(1)).content().hasLineCount(400);
        assertThat(bench.file(2)).content().hasLineCount(400);
    }

    private static List<BlobKey> dataOf(ColdBench bench) {
        List<BlobKey> data =
                bench.engine().plan().cold().stream().map(ColdBlob::key).toList();
        assertThat(data).hasSize(2);
        return data;
    }
}
