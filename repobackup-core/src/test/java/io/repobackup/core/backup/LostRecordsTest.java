package io.repobackup.core.backup;

import static io.repobackup.core.backup.Bench.ISSUES;
import static io.repobackup.core.backup.Bench.issues;
import static io.repobackup.core.backup.Bench.putting;
import static io.repobackup.core.backup.Bench.repository;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.core.adopt.AdoptEngine;
import io.repobackup.core.adopt.AdoptPlan;
import io.repobackup.core.vault.catalog.Catalog;
import io.repobackup.core.vault.catalog.CatalogEntry;
import io.repobackup.core.vault.catalog.CatalogView;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.verify.Damage;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log does not have the records any more that a catalog knew. */
class LostRecordsTest {

    private final Bench bench = new Bench();

    @TempDir
    Path dir;

    private BackupReport run() {
        bench.clock.advance(Duration.ofHours(1));
        return bench.engine(builder -> builder.recheckWithin(1)).run();
    }

    private static PartOffer marked(String mark) {
        return issues(putting(1, Map.of(mark, "\"" + mark + "\""))).withMark(new ChangeMark(mark));
    }

    private static SubjectOffer other() {
        return repository(2, marked("other"));
    }

    private void backUp(String mark) {
        bench.source.offer(repository(1, marked(mark)), other());
        assertThat(run().severity()).isEqualTo(Severity.OK);
    }

    private void lose(int... records) {
        Arrays.stream(records).forEach(number -> bench.store.lose(record(number)));
    }

    private static BlobKey record(int number) {
        return SubjectKeys.of(Bench.id(1)).record(number);
    }

    private Optional<CatalogEntry> entry() {
        return bench.vault.catalog(bench.source.id()).latest().entry(Bench.id(1));
    }

    private AdoptEngine adopt() {
        return AdoptEngine.builder().vault(bench.vault).build();
    }

    private long number() {
        return bench.vault.log(Bench.id(1)).head().number();
    }

    @BeforeEach
    void threeRecords() {
        backUp("m1");
        backUp("m2");
        backUp("m3");
        assertThat(number()).isEqualTo(3);
    }

    @Test
    void whatWasLostIsCapturedAgainAndEveryRunAlarmsUntilItIsAdopted() {
        lose(2, 3);

        BackupReport first = run();

        assertThat(first.counts()).isEqualTo(Map.of("stored", 1L, "unchanged", 1L));
        assertThat(first.alarms()).singleElement().asString().contains(record(3).text(), "the log ends at 1");
        assertThat(number()).isEqualTo(2);
        for (int later = 0; later < 3; later++) {
            BackupReport next = run();
            assertThat(next.counts()).isEqualTo(Map.of("unchanged", 2L));
            assertThat(next.alarms())
                    .singleElement()
                    .asString()
                    .contains("acme/repository-1", "up to record 3", "AdoptEngine");
        }
        adopt().run();
        assertThat(run().alarms()).isEmpty();
    }

    @Test
    void theAlarmStaysWhenTheLogHasGrownOverWhatWasLost() {
        lose(3);
        run();
        bench.source.offer(repository(1, marked("m4")), other());
        run();
        bench.source.offer(repository(1, marked("m5")), other());

        assertThat(run().alarms()).singleElement().asString().contains("up to record 3");
        assertThat(number()).isEqualTo(5);
    }

    @Test
    void aLogThatVanishedBeginsAgain() {
        lose(1, 2, 3);

        BackupReport report = run();

        assertThat(report.counts()).isEqualTo(Map.of("stored", 1L, "unchanged", 1L));
        assertThat(report.alarms())
                .singleElement()
                .asString()
                .contains(record(3).text(), "ends at 0");
        assertThat(bench.vault.log(Bench.id(1)).findings()).isEmpty();
        assertThat(number()).isEqualTo(1);
    }

    @Test
    void aSubjectThatIsGoneAtTheHostAndLostItsLogIsAnAlarm() {
        lose(1, 2, 3);
        bench.source.offer(other());

        assertThat(run().alarms())
                .hasSize(2)
                .anySatisfy(alarm -> assertThat(alarm).contains("ends at 0"));
        assertThat(run().alarms()).singleElement().asString().contains("up to record 3");
    }

    @Test
    void verificationAndRestoresSayIt() {
        lose(3);

        assertThat(VerifyEngine.builder()
                        .vault(bench.vault)
                        .depth(Depth.PRESENCE)
                        .build()
                        .run()
                        .damages())
                .extracting(Damage::kind)
                .containsExactly(Damage.Kind.LOST_RECORDS);
        assertThat(bench.restore(dir.resolve("r")).entries())
                .filteredOn(entry -> entry.subject().equals(Bench.id(1)))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.notes()).singleElement().asString().contains("the log ends at 2");
                    assertThat(entry.severity()).isEqualTo(Severity.INCOMPLETE);
                    assertThat(entry.snapshot().orElseThrow().number()).isEqualTo(2);
                });
    }

    @Test
    void anOlderCopyOfTheWholeStoreIsHarmless() {
        var copy = bench.store.keys();
        backUp("m4");
        bench.store.keys().stream().filter(key -> !copy.contains(key)).forEach(bench.store::lose);

        BackupReport report = run();

        assertThat(report.severity()).isEqualTo(Severity.OK);
        assertThat(report.counts()).isEqualTo(Map.of("stored", 1L, "unchanged", 1L));
    }

    @Nested
    class Adopting {

        @Test
        void thePlanSaysWhatTheCatalogKnewAndWhatTheLogHoldsAndWritesNothing() {
            lose(2, 3);
            var before = bench.store.keys();

            AdoptPlan.Step step = adopt().plan().differing().toList().get(0);

            assertThat(step.subject()).isEqualTo(Bench.id(1));
            assertThat(step.known()).isEqualTo(3);
            assertThat(step.held()).isEqualTo(1);
            assertThat(step.isLost()).isTrue();
            assertThat(step.unproved()).containsExactly(ISSUES);
            assertThat(step.text()).contains("acme/repository-1", "record 3", "record 1");
            assertThat(bench.store.keys()).isEqualTo(before);
        }

        @Test
        void whatWasLostIsCapturedByTheNextRunWithoutAnAlarm() {
            lose(2, 3);

            assertThat(adopt().run().catalogs()).containsOnlyKeys(bench.source.id());

            assertThat(entry().orElseThrow().head()).isEqualTo(1);
            BackupReport next = run();
            assertThat(next.alarms()).isEmpty();
            assertThat(next.counts()).isEqualTo(Map.of("stored", 1L, "unchanged", 1L));
        }

        @Test
        void whereNothingIsWrongItChangesNothing() {
            assertThat(adopt().plan().differing()).isEmpty();
            adopt().run();
            BackupReport next = run();
            assertThat(next.counts()).isEqualTo(Map.of("unchanged", 2L));
            assertThat(next.alarms()).isEmpty();
        }

        @Test
        void namesAndThatASubjectIsGoneAreKept() {
            bench.source.offer(Bench.renamed(1, "acme/renamed", marked("m3")), other());
            run();
            bench.source.offer(other());
            run();

            adopt().run();

            assertThat(entry().orElseThrow().gone()).isPresent();
            assertThat(bench.vault.named("acme/repository-1")).containsExactly(Bench.id(1));
            assertThat(run().alarms()).isEmpty();
        }

        @Test
        void aRunThatWasAtWorkMeanwhileDoesNotBringBackWhatItKnew() {
            Catalog catalog = bench.vault.catalog(bench.source.id());
            CatalogView atItsStart = catalog.latest();
            CatalogEntry learned = entry().orElseThrow();
            lose(2, 3);
            adopt().run();

            CatalogView left = catalog.append(atItsStart, bench.vault.freshId(), List.of(learned));

            assertThat(entry().orElseThrow().head()).isEqualTo(1);
            assertThat(left.adopted()).hasValue(left.number());
            assertThat(run().counts()).isEqualTo(Map.of("stored", 1L, "unchanged", 1L));
        }

        @Test
        void aRunDuringWhichTheLogsAreAdoptedEndsWellAndTheNextOneFindsWhatItStored() {
            lose(3);
            bench.source.offer(
                    repository(
                            1,
                            issues((subject, context) -> {
                                        adopt().run();
                                        Bench.put(context, Map.of("m4", "4"));
                                        return new Captured.Changed(Bench.state(4));
                                    })
                                    .withMark(new ChangeMark("m4"))),
                    other());
            run();

            assertThat(entry().orElseThrow().head()).isEqualTo(2);
            bench.source.offer(repository(1, marked("m4")), other());
            assertThat(run().severity()).isEqualTo(Severity.OK);
            assertThat(run().counts()).isEqualTo(Map.of("unchanged", 2L));
        }

        @Test
        void laterCatalogsRememberIt() {
            adopt().run();
            backUp("m4");
            bench.clock.advance(Duration.ofDays(2));
            backUp("m5");

            assertThat(bench.vault.catalog(bench.source.id()).latest().adopted())
                    .isPresent();
        }
    }
}
