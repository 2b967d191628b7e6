package io.repobackup.core.vault.catalog;

import static io.repobackup.core.vault.VaultFixture.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.capture.State;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.VaultFixture;
import io.repobackup.core.vault.json.Gzip;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private static final String RUN = VaultFixture.RUN.run().text();

    private final VaultFixture fixture = new VaultFixture();
    private final Catalog catalog = fixture.vault.catalog("git.example/orgs/Acme");

    @Test
    void thereIsNoneAtFirst() {
        CatalogView view = catalog.latest();

        assertThat(view.number()).isZero();
        assertThat(view.entries()).isEmpty();
        assertThat(view.state()).isEmpty();
    }

    @Test
    void entriesAndStateComeBack() {
        CatalogPart git = new CatalogPart(
                "stored",
                Instant.parse("2026-01-02T03:04:05.006Z"),
                Optional.of(new ChangeMark("m")),
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")));
        CatalogPart wiki =
                new CatalogPart("absent", Instant.parse("2026-01-02T03:04:05Z"), Optional.empty(), Optional.empty());
        CatalogEntry entry = CatalogEntry.of(ID, "acme/tool", 7, Map.of(Part.GIT, git, Part.WIKI, wiki));
        CatalogEntry owner = CatalogEntry.of(new OwnerId("git.example", "42"), "acme", 0, Map.of());

        CatalogView written = catalog.append(catalog.latest(), RUN, List.of(entry, owner), new State(2, "[1]"));

        CatalogView read = catalog.latest();
        assertThat(read.number()).isEqualTo(1).isEqualTo(written.number());
        assertThat(read.entries()).containsExactly(entry, owner);
        assertThat(read.entry(ID)).contains(entry);
        assertThat(read.state()).contains(new State(2, "[1]"));
        assertThat(fixture.store.keys()).contains(BlobKey.of("catalog/git.example%2forgs%2f%41cme/0000000001.json.gz"));
    }

    @Test
    void betweenWholeOnesOnlyChangesAreWritten() {
        CatalogView whole = catalog.append(catalog.latest(), RUN, entries(0, 1_000), new State(1, "{}"));
        fixture.clock.advance(Duration.ofHours(1));
        CatalogView once = catalog.append(whole, RUN, List.of(entry(5, 2)));
        CatalogView twice = catalog.append(once, RUN, List.of(entry(6, 3), entry(5_000, 1)));

        assertThat(lines(2)).hasSize(2);
        assertThat(lines(3)).hasSize(4);
        CatalogView read = catalog.latest();
        assertThat(read.entries()).hasSize(1_001).containsExactlyInAnyOrderElementsOf(twice.entries());
        assertThat(read.entry(id(5)).orElseThrow().head()).isEqualTo(2);
        assertThat(read.state()).contains(new State(1, "{}"));
    }

    @Test
    void aWholeOneIsWrittenAfterADayOrManyChanges() {
        CatalogView view = catalog.append(catalog.latest(), RUN, entries(0, 100));
        view = catalog.append(view, RUN, entries(0, 60));
        assertThat(lines(2)).hasSize(101);

        fixture.clock.advance(Duration.ofHours(24));
        catalog.append(view, RUN, List.of(entry(1, 9)));
        assertThat(lines(3)).hasSize(101);
    }

    @Test
    void formerNamesAreKept() {
        CatalogView view = catalog.append(catalog.latest(), RUN, List.of(CatalogEntry.of(ID, "a", 1, Map.of())));
        view = catalog.append(view, RUN, List.of(CatalogEntry.of(ID, "b", 2, Map.of())));
        view = catalog.append(view, RUN, List.of(CatalogEntry.of(ID, "c", 3, Map.of())));

        CatalogEntry entry = catalog.latest().entry(ID).orElseThrow();
        assertThat(entry.name()).isEqualTo("c");
        assertThat(entry.formerNames()).isEqualTo(Set.of("a", "b"));
        assertThat(view.entry(ID)).contains(entry);
    }

    @Test
    void anotherRunsCatalogIsTakenUp() {
        CatalogView both = catalog.append(catalog.latest(), RUN, List.of(entry(1, 1), entry(2, 1)));
        catalog.append(both, RUN, List.of(entry(1, 5)));

        CatalogView merged = catalog.append(both, RUN, List.of(entry(1, 4), entry(2, 2)));

        assertThat(merged.number()).isEqualTo(3);
        assertThat(merged.entry(id(1)).orElseThrow().head()).isEqualTo(5);
        assertThat(merged.entry(id(2)).orElseThrow().head()).isEqualTo(2);
        assertThat(catalog.latest().entries()).containsExactlyInAnyOrderElementsOf(merged.entries());
    }

    @Test
    void racingRunsLoseNoEntry() {
        IntStream.range(0, 16).parallel().forEach(i -> catalog.append(catalog.latest(), RUN, List.of(entry(i, i + 1))));

        assertThat(catalog.latest().entries()).hasSize(16);
        assertThat(catalog.latest().number()).isEqualTo(16);
    }

    @Test
    void aLostAnswerIsSettled() {
        fixture.sink.inject(
                SinkOperation.PUT, Trigger.under(BlobKey.of("catalog")).once(), Fault.doneButUnknown());

        assertThat(catalog.append(catalog.latest(), RUN, List.of(entry(1, 1))).number())
                .isEqualTo(1);
        assertThat(catalog.latest().number()).isEqualTo(1);
    }

    @Test
    void aDamagedOneIsPassedOverAndItsNumberStaysTaken() {
        CatalogView first = catalog.append(catalog.latest(), RUN, List.of(entry(1, 1)));
        catalog.append(first, RUN, List.of(entry(1, 2), entry(2, 1)));
        fixture.store.tamper(key(2), new byte[] {1, 2});

        CatalogView read = catalog.latest();

        assertThat(read.number()).isEqualTo(2);
        assertThat(read.entries()).containsExactly(entry(1, 1));
        assertThat(catalog.append(read, RUN, List.of(entry(1, 3))).number()).isEqualTo(3);
    }

    @Test
    void aCatalogWhoseWholeOneIsLostIsPassedOver() {
        CatalogView first = catalog.append(catalog.latest(), RUN, entries(0, 10));
        catalog.append(first, RUN, List.of(entry(1, 2)));
        fixture.store.lose(key(1));

        assertThat(catalog.latest().entries()).isEmpty();
        assertThat(catalog.latest().number()).isEqualTo(2);
    }

    @Test
    void anotherSourcesCatalogIsNotOurs() {
        catalog.append(catalog.latest(), RUN, List.of(entry(1, 1)));

        assertThat(fixture.vault.catalog("git.example/orgs/other").latest().entries())
                .isEmpty();
        assertThat(new VaultFixture().vault.catalog(catalog.source()).latest().number())
                .isZero();
    }

    private List<String> lines(long number) {
        byte[] plain = Gzip.expand(fixture.store.content(key(number)), 1 << 24);
        return new String(plain, StandardCharsets.UTF_8).lines().toList();
    }

    private BlobKey key(long number) {
        return fixture.store
                .list(BlobListing.under(BlobKey.of("catalog")))
                .map(blob -> blob.key())
                .filter(key -> key.name().startsWith("%010d".formatted(number)))
                .findFirst()
                .orElseThrow();
    }

    private static List<CatalogEntry> entries(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> entry(i, 1)).toList();
    }

    private static CatalogEntry entry(int id, long head) {
        return CatalogEntry.of(id(id), "acme/" + id, head, Map.of());
    }

    private static SubjectId id(int id) {
        return new RepositoryId("git.example", String.valueOf(id));
    }
}
