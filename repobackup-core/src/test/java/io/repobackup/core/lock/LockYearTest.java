package io.repobackup.core.lock;

import static io.repobackup.core.lock.LockBench.QUARTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year of weekly backups of what grows, attacked after each week by somebody who removes whatever can be removed. */
class LockYearTest {

    private static final int WEEKS = 52;

    @TempDir
    Path directory;

    @Test
    void withMonthlyExtensionsNothingThatASnapshotNeedsCanEverBeRemoved() throws IOException {
        LockBench bench = new LockBench();
        for (int week = 0; week < WEEKS; week++) {
            bench.backUp(1 + week % 3);
            if (week % 4 == 0) {
                LockReport report = bench.extend(this::monthly);
                assertThat(report.severity()).isEqualTo(Severity.OK);
            }
            bench.clock.advance(Duration.ofDays(7));
            bench.attack();
        }
        // What was removed in any week is missing for ever: nothing heals an old snapshot.
        assertThat(bench.verify().severity()).isEqualTo(Severity.OK);
        assertThat(bench.vault.subjects()).hasSize(3);
        assertThat(restored(bench, first(bench))).hasSize(1);
        assertThat(restored(bench, last(bench))).hasSize(WEEKS);
    }

    @Test
    void oneMissedExtensionIsSurvived() {
        LockBench bench = new LockBench();
        for (int week = 0; week < WEEKS / 2; week++) {
            bench.backUp(2);
            if (week % 8 == 0) {
                bench.extend(this::monthly);
            }
            bench.clock.advance(Duration.ofDays(7));
            bench.attack();
        }
        assertThat(bench.verify().severity()).isEqualTo(Severity.OK);
    }

    @Test
    void withoutExtensionsTheLocksRunOutUnderTheNewestSnapshot() {
        LockBench bench = new LockBench();
        for (int week = 0; week < 14; week++) {
            bench.backUp(1);
            bench.clock.advance(Duration.ofDays(7));
            bench.attack();
        }
        assertThat(bench.verify().severity()).isEqualTo(Severity.FAILED);
    }

    @Test
    void whatOnlyDroppedSnapshotsNeededMayBecomeRemovable() {
        LockBench bench = new LockBench();
        bench.backUp(2);
        List<BlobKey> ofTheFirst = bench.blobs(1, 1);
        bench.clock.advance(Duration.ofDays(7));
        bench.backUp(2);
        List<BlobKey> ofTheSecond = bench.blobs(1, 2);
        assertThat(ofTheSecond).containsAll(ofTheFirst);
        BlobKey alone = orphanOfDroppedSnapshot(bench);
        for (int month = 0; month < 5; month++) {
            bench.extend(this::monthly);
            bench.clock.advance(Duration.ofDays(28));
            bench.attack();
        }
        assertThat(bench.store.keys()).doesNotContain(alone).containsAll(ofTheSecond);
        assertThat(bench.vault.history(LockBench.id(1)))
                .extracting(SnapshotInfo::number)
                .doesNotContain(1L);
        assertThat(bench.verify().severity()).isEqualTo(Severity.OK);
    }

    /** Condemns what the last record of repository 1 does not name, after the first snapshot was captured afresh. */
    private static BlobKey orphanOfDroppedSnapshot(LockBench bench) {
        BlobKey alone = bench.addBlobOnlyToASnapshotOf(1);
        bench.prune(1, Set.of(1L, 3L), List.of(alone));
        return alone;
    }

    private LockEngine.Builder monthly(LockEngine.Builder builder) {
        return builder.lockedAtPut(QUARTER).renewWhenLeft(Duration.ofDays(60));
    }

    private static SnapshotInfo first(LockBench bench) {
        return bench.vault.history(LockBench.id(1)).get(0);
    }

    private static SnapshotInfo last(LockBench bench) {
        List<SnapshotInfo> history = bench.vault.history(LockBench.id(1));
        return history.get(history.size() - 1);
    }

    private List<String> restored(LockBench bench, SnapshotInfo snapshot) throws IOException {
        Path target = directory.resolve("" + snapshot.number());
        RestoreEngine.builder()
                .vault(bench.vault)
                .target(DirectoryTarget.into(target))
                .snapshot(snapshot.subject(), snapshot.number())
                .build()
                .run()
                .throwIfFailed();
        return Files.readAllLines(target.resolve("acme/repository-1/issues/issues.jsonl"));
    }
}
