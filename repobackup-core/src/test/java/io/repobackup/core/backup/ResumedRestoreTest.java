package io.repobackup.core.backup;

import static io.repobackup.core.backup.Bench.issues;
import static io.repobackup.core.backup.Bench.putting;
import static io.repobackup.core.backup.Bench.repository;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.restore.RestorePlan;
import io.repobackup.core.restore.RestoreReport;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumedRestoreTest {

    @TempDir
    Path dir;

    private final Bench bench = new Bench();

    @BeforeEach
    void backUp() {
        bench.source.offer(IntStream.range(0, 5)
                .mapToObj(i -> repository(i, issues(putting(1, Map.of("1", "" + i)))))
                .toList());
        bench.engine().run();
    }

    private RestoreEngine engine() {
        return RestoreEngine.builder()
                .vault(bench.vault)
                .target(DirectoryTarget.into(dir.resolve("r")))
                .parallelism(1)
                .build();
    }

    private Path lines(int number) {
        return dir.resolve("r/acme/repository-" + number + "/issues/issues.jsonl");
    }

    private void harmTheThird() {
        String harmed = bench.vault
                .log(Bench.id(3))
                .head()
                .record()
                .orElseThrow()
                .metadata(Bench.ISSUES)
                .orElseThrow()
                .segments()
                .get(0)
                .blob()
                .key()
                .text();
        bench.sink.inject(
                SinkOperation.OPEN,
                Trigger.matching(harmed::equals),
                Fault.error(() -> new UnavailableException("cut")));
    }

    @Test
    void aRestoreThatFailedInPartGoesOnAndRewritesNothing() throws IOException {
        harmTheThird();
        RestoreReport first = engine().run();
        assertThat(first.entries().stream().filter(entry -> entry.failure().isPresent()))
                .hasSize(1);
        FileTime written = Files.getLastModifiedTime(lines(1));

        bench.sink.heal();
        RestoreReport second = engine().run();
        assertThat(second.severity()).isEqualTo(Severity.OK);
        assertThat(lines(3)).hasContent("3");
        assertThat(Files.getLastModifiedTime(lines(1))).isEqualTo(written);
        try (Stream<Path> left = Files.list(dir.resolve("r"))) {
            assertThat(left).as("no journal once it is complete").containsExactly(dir.resolve("r/acme"));
        }
    }

    @Test
    void anInterruptedRestoreGoesOnWithTheRecordItBeganWith() {
        harmTheThird();
        engine().run();
        bench.sink.heal();
        bench.source.offer(repository(3, issues(putting(2, Map.of("1", "333")))));
        bench.engine().run();
        assertThat(engine().run().severity()).isEqualTo(Severity.OK);
        assertThat(lines(3)).hasContent("3");
    }

    @Test
    void aCompleteRestoreIsNeverWrittenOver() {
        engine().run();
        assertThatThrownBy(this::engine).isInstanceOf(ConflictException.class).hasMessageContaining("not empty");
    }

    @Test
    void whatAKilledRestoreLeftUnderTemporaryNamesIsCleared() throws IOException {
        Path leftover = dir.resolve("r/acme/.repobackup-0.partial/objects");
        Files.createDirectories(leftover);
        Files.createDirectories(dir.resolve("r/.repobackup-restore"));
        Files.createFile(dir.resolve("r/.repobackup-restore/journal.jsonl"));
        assertThat(engine().run().severity()).isEqualTo(Severity.OK);
        assertThat(leftover).doesNotExist();
    }

    @Test
    void aRestoreThatWasKilledBeforeItHadAJournalBeginsAgain() throws IOException {
        Files.createDirectories(dir.resolve("r/.repobackup-restore"));
        assertThat(engine().run().severity()).isEqualTo(Severity.OK);
        assertThat(lines(3)).hasContent("3");
    }

    @Test
    void aRestoreThatWasKilledAfterItsLastStepIsComplete() throws IOException {
        engine().run();
        Files.createDirectories(dir.resolve("r/.repobackup-restore"));
        assertThatThrownBy(this::engine).isInstanceOf(ConflictException.class).hasMessageContaining("not empty");
        assertThat(dir.resolve("r/.repobackup-restore")).doesNotExist();
    }

    @Test
    void aJournalCutShortByACrashIsRead() throws IOException {
        Files.createDirectories(dir.resolve("r/.repobackup-restore"));
        Files.writeString(dir.resolve("r/.repobackup-restore/journal.jsonl"), "[\"a b c\",\"\"]\n[\"RepositoryId ho");
        assertThat(engine().run().severity()).isEqualTo(Severity.OK);
    }

    @Test
    void aSubjectThatIsNotInTheVaultFailsAloneAndIsAProblemOfThePlan() {
        RestoreEngine engine = RestoreEngine.builder()
                .vault(bench.vault)
                .target(DirectoryTarget.into(dir.resolve("r")))
                .only(Bench.id(1), Bench.id(77))
                .build();
        RestorePlan plan = engine.plan();
        assertThat(plan.problems()).singleElement().asString().contains("host.example/77");
        RestoreReport report = engine.run();
        assertThat(report.severity()).isEqualTo(Severity.FAILED);
        assertThat(lines(1)).hasContent("1");
    }
}
