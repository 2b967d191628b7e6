package io.repobackup.core.backup;

import static io.repobackup.core.backup.Bench.ISSUES;
import static io.repobackup.core.backup.Bench.LABELS;
import static io.repobackup.core.backup.Bench.LANE;
import static io.repobackup.core.backup.Bench.issues;
import static io.repobackup.core.backup.Bench.put;
import static io.repobackup.core.backup.Bench.putting;
import static io.repobackup.core.backup.Bench.repository;
import static io.repobackup.core.backup.Bench.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.core.vault.catalog.Catalog;
import io.repobackup.core.vault.catalog.CatalogEntry;
import io.repobackup.core.vault.catalog.CatalogPart;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A catalog says that nothing has moved, and the logs know better. */
class ForgedCatalogTest {

    private final Bench bench = new Bench();

    private BackupReport run() {
        return bench.engine(builder -> builder.recheckWithin(1)).run();
    }

    private static PartOffer marked(String mark) {
        return issues(putting(1, Map.of("1", "\"" + mark + "\""))).withMark(new ChangeMark(mark));
    }

    /** Writes a catalog that says something else of repository 1. */
    private void forge(UnaryOperator<CatalogEntry> lie) {
        Catalog catalog = bench.vault.catalog(bench.source.id());
        var latest = catalog.latest();
        CatalogEntry entry = latest.entry(Bench.id(1)).orElseThrow();
        catalog.append(latest, bench.vault.freshId(), List.of(lie.apply(entry)));
    }

    private static UnaryOperator<CatalogEntry> withMark(String outcome, String mark) {
        return entry -> {
            CatalogPart part = entry.part(ISSUES).orElseThrow();
            Optional<ChangeMark> forged = Optional.of(new ChangeMark(mark));
            return withPart(entry, new CatalogPart(outcome, part.checked(), forged, part.captured()));
        };
    }

    private static CatalogEntry withPart(CatalogEntry entry, CatalogPart part) {
        var parts = new HashMap<>(entry.parts());
        parts.put(ISSUES, part);
        return CatalogEntry.of(entry.subject(), entry.name(), entry.head(), parts);
    }

    private String held() {
        return bench.vault
                .log(Bench.id(1))
                .head()
                .record()
                .flatMap(record -> record.part(ISSUES))
                .flatMap(part -> part.mark())
                .map(ChangeMark::text)
                .orElse("nothing");
    }

    @Test
    void aMarkThatTheRecordDoesNotBearIsAnAlarmAndThePartIsCaptured() {
        bench.source.offer(repository(1, marked("m1")));
        run();
        bench.source.offer(repository(1, marked("m2")));
        forge(withMark("stored", "m2"));

        BackupReport report = run();

        assertThat(report.counts()).isEqualTo(Map.of("stored", 1L));
        assertThat(report.alarms()).singleElement().asString().contains("issues", "record 1", "forged");
        assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
        assertThat(held()).isEqualTo("m2");
        assertThat(run().alarms()).isEmpty();
    }

    @Test
    void aMarkThatNoRecordProvesIsLookedAt() {
        bench.source.offer(repository(1, marked("m1")));
        run();
        bench.source.offer(repository(1, marked("m2")));
        forge(withMark("unchanged", "m2"));

        assertThat(run().counts()).isEqualTo(Map.of("stored", 1L));
        assertThat(held()).isEqualTo("m2");
    }

    @Test
    void aMarkThatMovedWithoutNewsIsNoAlarm() {
        bench.source.offer(repository(1, marked("m1")));
        run();
        PartOffer same = issues((subject, context) -> new Captured.Same("nothing new"));
        bench.source.offer(repository(1, same.withMark(new ChangeMark("m2"))));
        run();

        BackupReport looked = run();

        assertThat(looked.counts()).isEqualTo(Map.of("unchanged", 1L));
        assertThat(looked.severity()).isEqualTo(Severity.OK);
    }

    @Test
    void aLookThatNoRecordTellsOfIsAnAlarm() {
        PartOffer aged = issues(putting(1, Map.of("1", "1"))).withCheckEvery(Duration.ofDays(7));
        bench.source.offer(repository(1, aged));
        run();
        bench.clock.advance(Duration.ofDays(8));
        forge(entry ->
                withPart(entry, new CatalogPart("stored", bench.clock.instant(), Optional.empty(), Optional.empty())));

        BackupReport report = run();

        assertThat(report.counts()).isEqualTo(Map.of("stored", 1L));
        assertThat(report.alarms()).singleElement().asString().contains("forged");
    }

    @Test
    void aPartThatWasNeverCapturedIsCaptured() {
        bench.source.offer(repository(1, marked("m1")));
        run();
        PartOffer labels =
                PartOffer.of(LABELS, LANE, putting(1, Map.of("l", "1"))).withMark(new ChangeMark("l1"));
        bench.source.offer(repository(1, marked("m1"), labels));
        forge(entry -> {
            var parts = new HashMap<>(entry.parts());
            parts.put(
                    LABELS,
                    new CatalogPart(
                            "stored", bench.clock.instant(), labels.mark(), Optional.of(bench.clock.instant())));
            return CatalogEntry.of(entry.subject(), entry.name(), entry.head(), parts);
        });

        BackupReport report = run();

        assertThat(report.counts()).isEqualTo(Map.of("unchanged", 1L, "stored", 1L));
        assertThat(report.alarms()).singleElement().asString().contains("labels");
    }

    @Test
    void whereALogIsReadAnywayAllOfItsPartsAreCompared() {
        PartOffer labels = PartOffer.of(LABELS, LANE, putting(1, Map.of("l", "1")));
        bench.source.offer(repository(1, marked("m1"), labels));
        run();
        bench.source.offer(repository(1, marked("m2"), labels));
        forge(withMark("stored", "m2"));

        BackupReport report =
                bench.engine(builder -> builder.recheckWithin(1_000_000)).run();

        assertThat(report.counts()).isEqualTo(Map.of("stored", 2L));
        assertThat(report.alarms()).singleElement().asString().contains("issues", "forged");
    }

    @Test
    void aCatalogOlderThanTheLogsIsHarmless() {
        bench.source.offer(repository(1, marked("m1")), repository(2, marked("n1")));
        run();
        var old = bench.store.keys();
        bench.source.offer(repository(1, marked("m2")), repository(2, marked("n1")));
        run();
        bench.store.keys().stream()
                .filter(key -> !old.contains(key)
                        && !key.text().startsWith("log/")
                        && !key.text().startsWith("data/"))
                .filter(key -> !key.text().startsWith("state/"))
                .forEach(bench.store::lose);

        BackupReport report = run();

        assertThat(report.severity()).isEqualTo(Severity.OK);
        assertThat(report.counts()).isEqualTo(Map.of("stored", 1L, "unchanged", 1L));
        assertThat(bench.vault.history(Bench.id(1))).hasSize(3);
    }

    @Test
    void aSubjectThatProvesItselfCostsOneListingAndTwoRecords() {
        List<SubjectOffer> offers = IntStream.range(0, 40)
                .mapToObj(i -> repository(i, marked("m1")))
                .toList();
        bench.source.offer(offers);
        run();
        bench.source.offer(IntStream.range(0, 40)
                .mapToObj(i -> repository(i, marked("m2")))
                .toList());
        run();
        long lists = bench.sink.calls(SinkOperation.LIST);
        long opens = bench.sink.calls(SinkOperation.OPEN);

        assertThat(run().counts()).isEqualTo(Map.of("unchanged", 40L));

        assertThat(bench.sink.calls(SinkOperation.LIST) - lists)
                .as("one each, and the catalogs")
                .isEqualTo(41);
        assertThat(bench.sink.calls(SinkOperation.OPEN) - opens)
                .as("two each, signpost, begin, catalog")
                .isEqualTo(83);
    }

    @Test
    void aLogThatCannotBeReadIsCapturedInstead() {
        bench.source.offer(repository(
                1,
                issues((subject, context) -> {
                            put(context, Map.of("1", "1"));
                            return new Captured.Changed(state(1));
                        })
                        .withMark(new ChangeMark("m1"))));
        run();
        bench.sink.inject(
                SinkOperation.LIST,
                Trigger.under(BlobKey.of("log")).once(),
                Fault.error(() -> new UnavailableException("store is down")));

        assertThat(run().counts()).isEqualTo(Map.of("stored", 1L));
    }
}
