package io.repobackup.core.backup;

import static io.repobackup.core.backup.Bench.issues;
import static io.repobackup.core.backup.Bench.putting;
import static io.repobackup.core.backup.Bench.repository;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Severity;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.RecordKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbsencesTest {

    @TempDir
    Path dir;

    private final Bench bench = new Bench();

    private BackupReport run(int from, int to) {
        bench.source.offer(
                IntStream.range(from, to).mapToObj(AbsencesTest::marked).toList());
        return bench.engine().run();
    }

    private static SubjectOffer marked(int number) {
        return repository(number, issues(putting(1, Map.of("1", "" + number))).withMark(new ChangeMark("m")));
    }

    private List<RecordKind> kinds(int number) {
        return bench.vault.log(Bench.id(number)).records().map(LogRecord::kind).toList();
    }

    @Test
    void whatVanishesIsRecordedOnceAndItsBackupIsKept() {
        run(0, 10);
        BackupReport second = run(1, 10);
        assertThat(second.alarms()).singleElement().asString().contains("repository-0", "kept");
        assertThat(second.severity()).isEqualTo(Severity.INCOMPLETE);
        assertThat(run(1, 10).alarms()).isEmpty();
        assertThat(kinds(0)).containsExactly(RecordKind.SNAPSHOT, RecordKind.GONE);
        assertThat(bench.restored(dir.resolve("r"), bench.clock.instant(), "acme/repository-0/issues/issues.jsonl"))
                .containsExactly("0");
    }

    @Test
    void whatReturnsIsRecordedAndGoesOn() {
        run(0, 10);
        run(1, 10);
        BackupReport back = run(0, 10);
        assertThat(back.alarms()).singleElement().asString().contains("listed by its source again");
        assertThat(back.counts()).isEqualTo(Map.of("unchanged", 10L));
        assertThat(kinds(0)).containsExactly(RecordKind.SNAPSHOT, RecordKind.GONE, RecordKind.RETURNED);
        assertThat(run(0, 10).alarms()).isEmpty();
    }

    @Test
    void whenManyVanishTheInventoryIsDoubted() {
        run(0, 40);
        BackupReport doubted = run(0, 20);
        assertThat(doubted.alarms()).singleElement().asString().contains("20 of 40", "vanishingLimit");
        assertThat(kinds(39)).containsExactly(RecordKind.SNAPSHOT);
    }

    @Test
    void aNarrowerScopeSaysNothingAboutOthers() {
        run(0, 10);
        bench.source.offer(IntStream.range(1, 10).mapToObj(AbsencesTest::marked).toList());
        assertThat(bench.engine().run(Scope.everything().parts(Bench.ISSUES)).alarms())
                .isEmpty();
        assertThat(bench.engine().run(Scope.only(Bench.id(1))).alarms()).isEmpty();
        assertThat(kinds(0)).containsExactly(RecordKind.SNAPSHOT);
    }

    @Test
    void aSubjectThatIsRecreatedUnderItsNameIsAnother() {
        run(0, 10);
        SubjectOffer recreated = repository(100, issues(putting(1, Map.of("1", "100"))));
        bench.source.offer(java.util.stream.Stream.concat(
                        IntStream.range(1, 10).mapToObj(AbsencesTest::marked), java.util.stream.Stream.of(recreated))
                .toList());
        bench.engine().run();
        assertThat(kinds(0)).endsWith(RecordKind.GONE);
        assertThat(kinds(100)).containsExactly(RecordKind.SNAPSHOT);
    }
}
