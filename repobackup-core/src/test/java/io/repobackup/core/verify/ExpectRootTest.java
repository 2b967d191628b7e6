package io.repobackup.core.verify;

import static io.repobackup.core.verify.VerifyBench.id;
import static io.repobackup.core.verify.VerifyBench.issues;
import static io.repobackup.core.verify.VerifyBench.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.catalog.Catalog;
import io.repobackup.core.vault.catalog.HeadsRoot;
import io.repobackup.core.vault.json.Gzip;
import io.repobackup.core.verify.Damage.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a root that was kept elsewhere shows, and nothing in the vault does. */
class ExpectRootTest {

    private static final SubjectId ONE = id(1);
    private static final SubjectId TWO = id(2);

    @TempDir
    Path dir;

    private VerifyBench bench;
    private Sha256 first;
    private Sha256 second;
    private Set<BlobKey> afterFirst;

    @BeforeEach
    void backUpTwice() {
        bench = new VerifyBench(dir);
        bench.backUp(offer(ONE, issues(1, 20, 0)), offer(TWO, issues(1, 20, 0)));
        first = root();
        afterFirst = Set.copyOf(bench.store.keys());
        bench.backUp(offer(ONE, issues(2, 20, 0)), offer(TWO, issues(2, 20, 0)));
        second = root();
    }

    @Test
    void whatIsThereAsItWasIsSound() {
        assertThat(expect(first, second).damages()).isEmpty();
        assertThat(bench.verify(
                                Depth.PRESENCE,
                                settings -> settings.expectRoot(first).only(ONE))
                        .damages())
                .isEmpty();
    }

    @Test
    void aStoreThatWasSetBackAsAWholeIsFoundOut() {
        bench.store.keys().stream().filter(key -> !afterFirst.contains(key)).forEach(bench::lose);
        assertThat(bench.verify(Depth.DIGESTS).damages())
                .as("nothing in it shows that")
                .isEmpty();

        assertThat(expect(first).damages()).isEmpty();
        VerifyReport report = expect(second);

        assertThat(report.severity()).isEqualTo(Severity.FAILED);
        assertThat(report.damages()).singleElement().satisfies(damage -> {
            assertThat(damage.kind()).isEqualTo(Kind.ROOT);
            assertThat(damage.text()).contains(second.hex(), "neither a report nor a catalog", "another vault");
        });
        assertThatThrownBy(report::throwIfFailed).isInstanceOf(CorruptedException.class);
    }

    @Test
    void aLogThatWasLostWithAllCatalogsThatKnewItIsFoundOut() {
        Stream.of("log/host.example/repo-2/", "data/host.example/repo-2/", "state/host.example/repo-2/", "catalog/")
                .forEach(folder -> bench.keys(folder, "").forEach(bench::lose));
        assertThat(bench.verify(Depth.DIGESTS).damages()).isEmpty();

        assertThat(expect(first).damages()).singleElement().satisfies(damage -> {
            assertThat(damage.kind()).isEqualTo(Kind.ROOT);
            assertThat(damage.key().text()).startsWith("runs/");
            assertThat(damage.text()).contains("catalog 1 of host.example/orgs/acme", "lost");
        });
    }

    @Test
    void aLogThatWasLostIsNamed() {
        bench.keys("log/host.example/repo-2/", "").forEach(bench::lose);

        assertThat(expected(first)).containsExactly(bench.record(TWO, 1));
        assertThat(expected(second)).containsExactly(bench.record(TWO, 2));
    }

    @Test
    void aLogThatWasCutShortHoldsTheOlderRootOnly() {
        bench.lose(bench.record(ONE, 2));

        assertThat(expected(first)).isEmpty();
        assertThat(expected(second)).containsExactly(bench.record(ONE, 2));
    }

    @Test
    void aRecordThatWasReplacedByAnotherSoundOneIsFoundOut() {
        byte[] record = bench.store.content(bench.record(ONE, 2));
        String forged = new String(Gzip.expand(record, 1 << 24), StandardCharsets.UTF_8)
                .replace("acme/repository-1", "acme/repository-x");
        bench.put(bench.record(ONE, 2), Gzip.compress(forged.getBytes(StandardCharsets.UTF_8)));
        assertThat(bench.verify(Depth.PRESENCE).damages())
                .as("nothing in it shows that")
                .isEmpty();

        assertThat(expect(second).damages()).singleElement().satisfies(damage -> {
            assertThat(damage.kind()).isEqualTo(Kind.EXPECTED_RECORD);
            assertThat(damage.key()).isEqualTo(bench.record(ONE, 2));
            assertThat(damage.text()).contains(second.hex(), "other bytes");
        });
    }

    @Test
    void aReportIsNotNeededToFindTheCatalog() {
        bench.keys("runs/", "").forEach(bench::lose);

        assertThat(expect(first, second).damages()).isEmpty();
    }

    @Test
    void aForgedReportThatNamesTheRootProvesNothing() {
        Catalog catalog = bench.vault.catalog(bench.source.id());
        bench.lose(BlobKey.of("catalog/host.example%2forgs%2facme/0000000001.json.gz"));
        assertThat(catalog.numbers()).doesNotContain(1L);

        assertThat(expect(first).damages()).anyMatch(damage -> damage.kind() == Kind.ROOT);
    }

    private VerifyReport expect(Sha256... roots) {
        return bench.verify(Depth.PRESENCE, settings -> {
            Stream.of(roots).forEach(settings::expectRoot);
            return settings;
        });
    }

    private List<BlobKey> expected(Sha256 root) {
        return expect(root)
                .damages()
                .filter(damage -> damage.kind() == Kind.EXPECTED_RECORD)
                .map(Damage::key)
                .toList();
    }

    private Sha256 root() {
        return bench.vault
                .catalog(bench.source.id())
                .latest()
                .root()
                .map(HeadsRoot::sha256)
                .orElseThrow();
    }
}
