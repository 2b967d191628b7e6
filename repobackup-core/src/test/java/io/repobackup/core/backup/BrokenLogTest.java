package io.repobackup.core.backup;

import static io.repobackup.core.backup.Bench.issues;
import static io.repobackup.core.backup.Bench.putting;
import static io.repobackup.core.backup.Bench.repository;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.core.restore.RestoreReport;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.verify.Damage;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a log is told by the next backup, by verification and by restores, and stops none of them. */
class BrokenLogTest {

    private final Bench bench = new Bench();
    private final Instant start = bench.clock.instant();

    @TempDir
    Path dir;

    private BackupReport backUp(String mark) {
        bench.source.offer(repository(
                1, issues(putting(1, Map.of(mark, "\"" + mark + "\""))).withMark(new ChangeMark(mark))));
        bench.clock.advance(Duration.ofHours(1));
        return bench.engine(builder -> builder.recheckWithin(1)).run();
    }

    private static BlobKey record(int number) {
        return SubjectKeys.of(Bench.id(1)).record(number);
    }

    private void spoil(int number) {
        bench.store.tamper(record(number), new byte[] {1, 2, 3});
    }

    private List<Damage> damages() {
        return VerifyEngine.builder()
                .vault(bench.vault)
                .depth(Depth.PRESENCE)
                .build()
                .run()
                .damages()
                .toList();
    }

    private RestoreReport.Entry restored(Instant moment) {
        return bench.restore(dir.resolve("r" + moment.getEpochSecond()), builder -> builder.asOf(moment))
                .entries()
                .get(0);
    }

    private Instant hour(int number) {
        return start.plus(Duration.ofHours(number));
    }

    @BeforeEach
    void fiveRecords() {
        for (int i = 1; i <= 5; i++) {
            assertThat(backUp("m" + i).severity()).isEqualTo(Severity.OK);
        }
    }

    @Test
    void aVoidHeadIsAnAlarmAndWhatItHeldIsCapturedAgain() {
        spoil(5);

        BackupReport report = backUp("m5");

        assertThat(report.counts()).isEqualTo(Map.of("stored", 1L));
        assertThat(report.alarms())
                .singleElement()
                .asString()
                .contains(record(5).text());
        assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
        assertThat(bench.vault.history(Bench.id(1)))
                .extracting(snapshot -> snapshot.number())
                .containsExactly(1L, 2L, 3L, 4L, 6L);
        assertThat(damages())
                .singleElement()
                .satisfies(damage -> assertThat(damage.key()).isEqualTo(record(5)));
    }

    @Test
    void aLogOfWhichNothingCouldBeReadForAWhileBeginsAnewAndLosesNothing() {
        bench.sink.inject(
                SinkOperation.OPEN,
                Trigger.matching(key -> key.startsWith("log/")),
                Fault.error(() -> new CorruptedException("a record", "its digest", "another")));
        BackupReport report = backUp("m6");
        assertThat(report.counts()).isEqualTo(Map.of("stored", 1L));
        assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
        bench.sink.heal();

        assertThat(damages()).isEmpty();
        assertThat(bench.vault.history(Bench.id(1)))
                .extracting(snapshot -> snapshot.number())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        try (Stream<LogRecord> records = bench.vault.log(Bench.id(1)).newestFirst()) {
            assertThat(records.map(LogRecord::number)).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        }
        assertThat(restored(hour(5)).snapshot().orElseThrow().number()).isEqualTo(5);
        assertThat(restored(hour(6)).snapshot().orElseThrow().number()).isEqualTo(6);
        assertThat(backUp("m7").counts()).isEqualTo(Map.of("stored", 1L));
        assertThat(damages()).isEmpty();
    }

    @Test
    void aRestoreThatMeetsAVoidHeadTakesTheSnapshotBeforeAndSaysSo() {
        spoil(5);

        RestoreReport.Entry entry = restored(hour(9));

        assertThat(entry.snapshot().orElseThrow().number()).isEqualTo(4);
        assertThat(entry.notes()).singleElement().asString().contains(record(5).text());
        assertThat(entry.severity()).isEqualTo(Severity.INCOMPLETE);
    }

    @Test
    void aRestoreOfAMomentWhoseRecordIsDamagedTakesTheOneBeforeAndSaysSo() {
        spoil(2);

        RestoreReport.Entry entry = restored(hour(2));

        assertThat(entry.snapshot().orElseThrow().number()).isEqualTo(1);
        assertThat(entry.notes())
                .isNotEmpty()
                .allSatisfy(note -> assertThat(note).contains(record(2).text()));
        assertThat(restored(hour(5)).notes()).as("the newest is sound").isEmpty();
        assertThat(damages())
                .isNotEmpty()
                .allSatisfy(damage -> assertThat(damage.key()).isEqualTo(record(2)));
    }

    @Test
    void aGapIsToldAndWhatLiesBeyondItIsNotUsed() {
        bench.store.lose(record(4));

        assertThat(restored(hour(9)).snapshot().orElseThrow().number()).isEqualTo(3);
        assertThat(restored(hour(8)).notes())
                .anySatisfy(note -> assertThat(note).contains(record(4).text()))
                .anySatisfy(note -> assertThat(note).contains(record(5).text(), "beyond a gap"));
        assertThat(damages()).extracting(Damage::key).contains(record(4), record(5));
        BackupReport report = backUp("m5");
        assertThat(report.alarms())
                .anySatisfy(alarm -> assertThat(alarm).contains(record(5).text(), "beyond a gap"));
        assertThat(report.counts()).isEqualTo(Map.of("stored", 1L));
    }

    @Test
    void aLostBlobOfTheHeadIsAnAlarmOfVerificationAndFailsTheRestore() {
        BlobKey segment = bench.store.keys().stream()
                .filter(key -> key.text().endsWith(".jsonl.gz"))
                .reduce((first, second) -> second)
                .orElseThrow();
        bench.store.lose(segment);

        assertThat(damages()).singleElement().satisfies(damage -> {
            assertThat(damage.kind()).isEqualTo(Damage.Kind.MISSING_BLOB);
            assertThat(damage.key()).isEqualTo(segment);
        });
        assertThat(restored(hour(9)).failure().orElseThrow()).hasMessageContaining(segment.text());
    }
}
