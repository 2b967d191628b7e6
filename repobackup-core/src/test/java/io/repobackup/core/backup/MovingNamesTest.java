package io.repobackup.core.backup;

import static io.repobackup.core.backup.Bench.issues;
import static io.repobackup.core.backup.Bench.putting;
import static io.repobackup.core.backup.Bench.renamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.restore.RestoreReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names move from one id to another; the ids say what is what. No mark ever changes here: only names do. */
class MovingNamesTest {

    private final Bench bench = new Bench();

    @TempDir
    Path dir;

    private int restores;

    /** Backs up, and gives the moment at which these names stood. */
    private Instant run(SubjectOffer... offers) {
        bench.clock.advance(Duration.ofHours(1));
        bench.source.offer(offers);
        BackupReport report = bench.engine(builder -> builder.vanishingLimit(1)).run();
        assertThat(report.severity()).isNotEqualTo(Severity.FAILED);
        return bench.clock.instant().plusSeconds(60);
    }

    private static SubjectOffer called(int id, String name) {
        return renamed(id, name, issues(putting(1, Map.of("1", "" + id))).withMark(new ChangeMark("m")));
    }

    private SubjectId holder(String name, Instant moment) {
        RestoreReport report = bench.restore(
                dir.resolve("r" + restores++), builder -> builder.asOf(moment).named(name));
        return report.entries().get(0).subject();
    }

    private SubjectId holder(String name) {
        return bench.restore(dir.resolve("r" + restores++), builder -> builder.named(name))
                .entries()
                .get(0)
                .subject();
    }

    /** The files that a restore of everything leaves, each with the id that its content tells. */
    private Map<String, String> restored(Instant moment) {
        Path into = dir.resolve("r" + restores++);
        bench.restore(into, builder -> builder.asOf(moment)).throwIfFailed();
        try (Stream<Path> files = Files.walk(into)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> into.relativize(file).toString().replace("/issues/issues.jsonl", ""),
                            MovingNamesTest::content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aNameThatWasGivenUpAndTakenByAnother() {
        Instant before = run(called(1, "acme/tool"));
        Instant after = run(called(1, "acme/old-tool"), called(2, "acme/tool"));

        assertThat(bench.vault.named("acme/tool")).containsExactly(Bench.id(2), Bench.id(1));
        assertThat(bench.vault.named("acme/old-tool")).containsExactly(Bench.id(1));
        assertThat(holder("acme/tool", before)).isEqualTo(Bench.id(1));
        assertThat(holder("acme/tool", after)).isEqualTo(Bench.id(2));
        assertThat(holder("acme/tool")).isEqualTo(Bench.id(2));
        assertThat(restored(before)).isEqualTo(Map.of("acme/tool", "1"));
        assertThat(restored(after)).isEqualTo(Map.of("acme/tool", "2", "acme/old-tool", "1"));
    }

    @Test
    void namesThatAreSwapped() {
        Instant before = run(called(1, "acme/a"), called(2, "acme/b"));
        Instant after = run(called(1, "acme/b"), called(2, "acme/a"));

        assertThat(bench.vault.named("acme/a")).containsExactly(Bench.id(2), Bench.id(1));
        assertThat(holder("acme/a", before)).isEqualTo(Bench.id(1));
        assertThat(holder("acme/a", after)).isEqualTo(Bench.id(2));
        assertThat(restored(before)).isEqualTo(Map.of("acme/a", "1", "acme/b", "2"));
        assertThat(restored(after)).isEqualTo(Map.of("acme/a", "2", "acme/b", "1"));
    }

    @Test
    void aTransferToAnotherOwner() {
        Instant before = run(called(1, "acme/tool"));
        run(called(1, "other/tool"));

        assertThat(holder("other/tool")).isEqualTo(Bench.id(1));
        assertThat(holder("acme/tool")).as("its only holder ever").isEqualTo(Bench.id(1));
        assertThat(restored(before)).isEqualTo(Map.of("acme/tool", "1"));
        assertThat(bench.vault.history(Bench.id(1)))
                .extracting(snapshot -> snapshot.name())
                .containsExactly("acme/tool", "other/tool");
    }

    @Test
    void recreatedUnderTheSameName() {
        Instant before = run(called(1, "acme/tool"));
        Instant after = run(called(2, "acme/tool"));

        assertThat(bench.vault.named("acme/tool")).containsExactly(Bench.id(2), Bench.id(1));
        assertThat(holder("acme/tool", before)).isEqualTo(Bench.id(1));
        assertThat(holder("acme/tool", after))
                .as("who is there, not who is gone")
                .isEqualTo(Bench.id(2));
        assertThat(restored(after).values()).containsExactlyInAnyOrder("1", "2");
        assertThat(restored(after)).containsKey("acme/tool").hasSize(2);
    }

    @Test
    void thePlaceOfAnInterruptedRestoreIsGivenToNoOther() throws IOException {
        run(called(1, "acme/tool"));
        run(called(2, "acme/tool"));
        Path into = dir.resolve("interrupted");
        Path journal = into.resolve(".repobackup-restore").resolve("journal.jsonl");
        Files.createDirectories(journal.getParent());
        Files.writeString(journal, "[\"RepositoryId host.example/2 place\",\"acme/tool\"]\n");

        bench.restore(into, builder -> builder.parallelism(1)).throwIfFailed();

        assertThat(content(into.resolve("acme/tool/issues/issues.jsonl"))).isEqualTo("2");
        assertThat(content(into.resolve("acme/tool~1/issues/issues.jsonl"))).isEqualTo("1");
    }

    @Test
    void goneForGoodIsStillFoundByItsName() {
        run(called(1, "acme/tool"), called(2, "acme/other"));
        run(called(2, "acme/other"));

        assertThat(holder("acme/tool")).isEqualTo(Bench.id(1));
    }

    @Test
    void capitalsAreTheSameName() {
        run(called(1, "acme/tool"));
        run(called(1, "Acme/Tool"));

        assertThat(bench.vault.named("ACME/tool")).containsExactly(Bench.id(1));
        assertThat(holder("acme/TOOL")).isEqualTo(Bench.id(1));
        assertThat(bench.vault.history(Bench.id(1)))
                .extracting(snapshot -> snapshot.name())
                .containsExactly("acme/tool", "Acme/Tool");
    }

    @Test
    void aRenamedSubjectCostsOneRecord() {
        run(called(1, "acme/tool"));
        run(called(1, "acme/renamed"));
        run(called(1, "acme/renamed"));

        assertThat(bench.vault.log(Bench.id(1)).head().number()).isEqualTo(2);
    }

    @Nested
    class Refused {

        @Test
        void whenNobodyHadTheNameThen() {
            Instant before = run(called(1, "acme/tool"));
            run(called(1, "acme/new"));

            assertThatThrownBy(() -> holder("acme/new", before))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("host.example/1")
                    .hasMessageContaining("from 2026");
        }

        @Test
        void whenNobodyEverHadTheName() {
            run(called(1, "acme/tool"));

            assertThatThrownBy(() -> holder("acme/none"))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("acme/none");
        }

        @Test
        void whenSeveralHaveIt() {
            Instant then = run(called(1, "acme/tool"), called(2, "acme/TOOL"));

            assertThatThrownBy(() -> holder("acme/tool", then))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("host.example/1")
                    .hasMessageContaining("host.example/2")
                    .hasMessageContaining("only(");
            assertThat(dir.resolve("r0").resolve("acme")).doesNotExist();
        }
    }
}
