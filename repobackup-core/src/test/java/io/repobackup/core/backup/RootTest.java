package io.repobackup.core.backup;

import static io.repobackup.core.backup.Bench.id;
import static io.repobackup.core.backup.Bench.issues;
import static io.repobackup.core.backup.Bench.putting;
import static io.repobackup.core.backup.Bench.repository;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.event.BackupEvent;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.core.vault.RecordLink;
import io.repobackup.core.vault.catalog.Catalog;
import io.repobackup.core.vault.catalog.CatalogEntry;
import io.repobackup.core.vault.catalog.CatalogView;
import io.repobackup.core.vault.catalog.HeadsRoot;
import io.repobackup.core.vault.key.Ulid;
import io.repobackup.core.vault.run.RunReport;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import io.repobackup.testkit.source.InMemorySource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RootTest {

    private final Bench bench = new Bench();
    private final Catalog catalog = bench.vault.catalog(bench.source.id());

    @Test
    void aRunTellsTheRootOfItsCatalogOnceAndStoresIt() {
        BackupReport report = backUp("m1");

        CatalogView latest = catalog.latest();
        assertThat(report.root())
                .isEqualTo(latest.root().map(HeadsRoot::sha256))
                .isPresent();
        assertThat(latest.entry(id(1)).orElseThrow().headDigest())
                .isEqualTo(bench.vault.log(id(1)).head().link().map(RecordLink::sha256));
        RunReport stored = bench.vault.runs().report(new Ulid(report.run())).orElseThrow();
        assertThat(stored.heads()).isEqualTo(report.root());
        assertThat(stored.catalog()).hasValue(latest.number());
        List<BackupEvent> last = bench.events.subList(bench.events.size() - 2, bench.events.size());
        assertThat(last.get(0)).isInstanceOfSatisfying(BackupEvent.RootComputed.class, told -> {
            assertThat(told.root()).isEqualTo(report.root().orElseThrow());
            assertThat(told.run()).isEqualTo(report.run());
            assertThat(told.subjects()).isEqualTo(2);
        });
        assertThat(last.get(1)).isInstanceOf(BackupEvent.RunEnded.class);
    }

    @Test
    void itChangesWithTheLogsAndNotOtherwise() {
        BackupReport first = backUp("m1");
        BackupReport unchanged = backUp("m1");
        BackupReport changed = backUp("m2");

        assertThat(unchanged.root()).isEqualTo(first.root());
        assertThat(changed.root()).isPresent().isNotEqualTo(first.root());
    }

    @Test
    void aVanishedSubjectIsInIt() {
        BackupReport before = backUp("m1");
        bench.source.offer(repository(1, part("m1")));

        BackupReport after = bench.engine().run();

        assertThat(after.root()).isPresent().isNotEqualTo(before.root());
        assertThat(catalog.latest().entry(id(2)).orElseThrow().headDigest())
                .isEqualTo(bench.vault.log(id(2)).head().link().map(RecordLink::sha256));
    }

    @Test
    void whatAnOlderCatalogDoesNotTellIsRead() {
        BackupReport before = backUp("m1");
        forgetDigests();

        BackupReport after = backUp("m1");

        assertThat(after.root()).isEqualTo(before.root());
        assertThat(catalog.latest().entries())
                .allMatch(entry -> entry.headDigest().isPresent());
        assertThat(backUp("m1").root()).isEqualTo(before.root());
    }

    @Test
    void whereAHeadCannotBeReadThereIsNoRootAndAllElseIsWritten() {
        backUp("m1");
        forgetDigests();
        bench.sink.inject(
                SinkOperation.OPEN,
                Trigger.matching(key -> key.contains("repo-2/")),
                Fault.error(() -> new UnavailableException("the store is busy")));

        BackupReport report = backUp("m2");

        assertThat(report.root()).isEmpty();
        assertThat(bench.vault
                        .runs()
                        .report(new Ulid(report.run()))
                        .orElseThrow()
                        .heads())
                .isEmpty();
        assertThat(catalog.latest().entry(id(1)).orElseThrow().head()).isEqualTo(2);
    }

    @Test
    void theRootOfARunThatWasOvertakenIsThatOfWhatItWrote() {
        backUp("m1");
        bench.source.offer(
                repository(
                        1,
                        PartOffer.of(Bench.ISSUES, Bench.LANE, (subject, context) -> {
                                    new OtherMachine(bench).backUp(repository(2, part("m5")));
                                    return putting(2, Map.of("1", "{}")).capture(subject, context);
                                })
                                .withMark(new ChangeMark("m2"))),
                repository(2, part("m1")));

        BackupReport report = bench.engine().run();

        CatalogView latest = catalog.latest();
        assertThat(report.root())
                .isEqualTo(latest.root().map(HeadsRoot::sha256))
                .isPresent();
        assertThat(latest.entry(id(1)).orElseThrow().head()).isEqualTo(2);
        assertThat(latest.entry(id(2)).orElseThrow().head())
                .as("of the other run")
                .isEqualTo(2);
    }

    /** Another machine on the same vault and source. */
    private record OtherMachine(Bench first) {

        void backUp(SubjectOffer offer) {
            InMemorySource source = InMemorySource.named(first.source.id());
            source.offer(offer);
            BackupEngine.builder()
                    .source(source)
                    .vault(first.vault)
                    .build()
                    .run(Scope.only(offer.subject().id()));
        }
    }

    private BackupReport backUp(String mark) {
        bench.clock.advance(Duration.ofHours(1));
        bench.source.offer(repository(1, part(mark)), repository(2, part("m1")));
        return bench.engine().run();
    }

    private static PartOffer part(String mark) {
        return issues(putting(1, Map.of("1", "{\"mark\":\"" + mark + "\"}"))).withMark(new ChangeMark(mark));
    }

    private void forgetDigests() {
        CatalogView known = catalog.latest();
        List<CatalogEntry> older = known.entries().stream()
                .map(entry -> entry.withHead(entry.head(), Optional.empty()))
                .toList();
        catalog.adopt(bench.vault.freshId(), older);
    }
}
