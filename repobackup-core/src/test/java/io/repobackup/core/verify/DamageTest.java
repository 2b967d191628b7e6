package io.repobackup.core.verify;

import static io.repobackup.core.verify.VerifyBench.LARGE;
import static io.repobackup.core.verify.VerifyBench.SMALL;
import static io.repobackup.core.verify.VerifyBench.TINY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.Part;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.key.VaultKeys;
import io.repobackup.core.verify.Damage.Harmed;
import io.repobackup.core.verify.Damage.Kind;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of damage to every kind of file, one at a time. */
class DamageTest {

    @TempDir
    static Path dir;

    private static VerifyBench bench;

    @BeforeAll
    static void fill() {
        bench = VerifyBench.filled(dir);
    }

    @AfterEach
    void repair() {
        bench.repair();
    }

    private static List<Damage> damages(Depth depth) {
        return bench.verify(depth).damages().toList();
    }

    /** All damages are of this key, and exactly the snapshots that they say cannot be restored; of another subject all can. */
    private static void assertFoundWithItsHarm(BlobKey key, List<Damage> damages) {
        assertThat(damages)
                .isNotEmpty()
                .allSatisfy(damage -> assertThat(damage.key()).isEqualTo(key));
        TreeSet<Long> harmed = new TreeSet<>();
        damages.forEach(damage -> damage.harms().forEach(harm -> harmed.add(harm.number())));
        for (long number = 1; number <= 6; number++) {
            Optional<RepobackupException> failure = bench.restoreFailure(LARGE, number);
            if (harmed.contains(number)) {
                assertThat(failure)
                        .get()
                        .isInstanceOfSatisfying(
                                CorruptedException.class,
                                corrupted -> assertThat(corrupted.subject()).isEqualTo(key.text()));
            } else {
                assertThat(failure)
                        .as("snapshot %d, not harmed by %s", number, key)
                        .isEmpty();
            }
        }
        assertThat(bench.restoreFailure(SMALL, 1)).isEmpty();
    }

    private static int[] positions(BlobKey key) {
        int length = bench.store.content(key).length;
        return new int[] {0, 1, length / 4, length / 2, length - 8, length - 1};
    }

    @Test
    void aSoundVaultIsSoundAtEveryDepth() {
        for (Depth depth : Depth.values()) {
            VerifyReport report = bench.verify(depth);
            assertThat(report.damages()).isEmpty();
            assertThat(report.severity()).isEqualTo(Severity.OK);
            assertThat(report.complete()).isTrue();
            assertThat(report.subjects()).isEqualTo(3);
            assertThat(report.records()).isEqualTo(9);
            assertThat(report.orphans()).isZero();
            report.throwIfFailed();
        }
    }

    @Test
    void digestsReadEveryBlobOnce() {
        long stored = bench.keys("", "").stream()
                .filter(key -> key.text().startsWith("data/") || key.text().startsWith("state/"))
                .mapToLong(key -> bench.store.content(key).length)
                .sum();
        assertThat(bench.verify(Depth.DIGESTS).bytesRead()).isEqualTo(stored);
        assertThat(bench.verify(Depth.PRESENCE).bytesRead()).isZero();
    }

    @Nested
    class OneFlippedBit {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    ".bundle",
                    ".idx",
                    ".ext",
                    ".0.jsonl.gz",
                    ".blob",
                    ".refs.gz",
                    ".ids.jsonl.gz",
                    ".contents.jsonl.gz",
                    ".state.json.gz"
                })
        void ofABlobIsFoundWithTheSnapshotsThatItHarms(String suffix) {
            BlobKey key = suffix.equals(".0.jsonl.gz") ? segment() : bench.blob(LARGE, suffix);
            for (int at : positions(key)) {
                bench.flip(key, at, at % 8);
                assertThat(damages(Depth.DIGESTS))
                        .as("bit %d of byte %d of %s", at % 8, at, key)
                        .singleElement()
                        .satisfies(damage -> {
                            assertThat(damage.kind()).isEqualTo(Kind.WRONG_BYTES);
                            assertThat(damage.key()).isEqualTo(key);
                        });
                bench.repair();
            }
            bench.flip(key, positions(key)[3], 5);
            assertFoundWithItsHarm(key, damages(Depth.DIGESTS));
        }

        @Test
        void ofARecordIsFoundAndHarmsThatSnapshotOnly() {
            BlobKey key = bench.record(LARGE, 2);
            for (int at : positions(key)) {
                bench.flip(key, at, at % 8);
                assertThat(damages(Depth.PRESENCE))
                        .as("bit %d of byte %d", at % 8, at)
                        .isNotEmpty()
                        .allSatisfy(damage -> {
                            assertThat(damage.kind()).isEqualTo(Kind.RECORD);
                            assertThat(damage.severity()).isEqualTo(Severity.FAILED);
                        });
                bench.repair();
            }
            bench.flip(key, positions(key)[3], 5);
            assertFoundWithItsHarm(key, damages(Depth.DIGESTS));
        }

        /** Gzip has bits that nothing depends on: the time in its header, what fills up the last byte before the checksum. */
        @Test
        void whereverInARecordIsFoundOrMeansNothing() {
            BlobKey key = bench.record(LARGE, 2);
            LogRecord record = bench.vault.log(LARGE).read(2).orElseThrow();
            int length = bench.store.content(key).length;
            int meaningless = 0;
            for (int at = 0; at < length; at += at < 20 || at > length - 20 ? 1 : 97) {
                for (int bit = 0; bit < 8; bit++) {
                    bench.flip(key, at, bit);
                    VerifyReport report = bench.verify(Depth.PRESENCE, builder -> builder.only(LARGE));
                    if (report.damages().findAny().isEmpty()) {
                        meaningless++;
                        assertThat(bench.vault.log(LARGE).read(2)).get().satisfies(read -> {
                            assertThat(read.header()).isEqualTo(record.header());
                            assertThat(read.parts()).isEqualTo(record.parts());
                        });
                    }
                    bench.repair();
                }
            }
            assertThat(meaningless).isLessThan(8 * 8);
        }

        @ParameterizedTest
        @ValueSource(strings = {"catalog/", "runs/"})
        void ofACatalogOrReportIsFoundAndHarmsNoSnapshot(String folder) {
            for (BlobKey key : bench.keys(folder, ".gz")) {
                for (int at : positions(key)) {
                    bench.flip(key, at, at % 8);
                    assertThat(damages(Depth.DIGESTS))
                            .as("bit %d of byte %d of %s", at % 8, at, key)
                            .singleElement()
                            .satisfies(damage -> {
                                assertThat(damage.key()).isEqualTo(key);
                                assertThat(damage.severity()).isEqualTo(Severity.INCOMPLETE);
                                assertThat(damage.harms()).isEmpty();
                            });
                    bench.repair();
                }
            }
        }

        @Test
        void ofTheSignpostIsFoundOrMeansNothing() {
            int found = 0;
            for (int at = 0; at < bench.store.content(VaultKeys.SIGNPOST).length; at++) {
                bench.flip(VaultKeys.SIGNPOST, at, at % 7);
                List<Damage> damages = bench.verify(Depth.PRESENCE, builder -> builder.only(TINY))
                        .damages()
                        .toList();
                found += damages.size();
                if (damages.isEmpty()) {
                    Vault again =
                            Vault.open(bench.store, VaultOptions.defaults().withClock(bench.clock));
                    assertThat(again.id()).isEqualTo(bench.vault.id());
                    assertThat(again.created()).isEqualTo(bench.vault.created());
                    assertThat(again.requires()).isEqualTo(bench.vault.requires());
                } else {
                    assertThat(damages).singleElement().satisfies(damage -> {
                        assertThat(damage.kind()).isEqualTo(Kind.VAULT);
                        assertThat(damage.key()).isEqualTo(VaultKeys.SIGNPOST);
                    });
                }
                bench.repair();
            }
            assertThat(found).isGreaterThan(100);
        }

        private BlobKey segment() {
            return bench.keys("data/host.example/repo-1/", ".jsonl.gz").get(0);
        }
    }

    @Nested
    class Presence {

        @ParameterizedTest
        @ValueSource(strings = {".bundle", ".idx", ".ext", ".blob", ".refs.gz", ".ids.jsonl.gz", ".contents.jsonl.gz"})
        void aMissingBlobIsFoundWithTheSnapshotsThatItHarms(String suffix) {
            BlobKey key = bench.blob(LARGE, suffix);
            bench.lose(key);
            List<Damage> damages = damages(Depth.PRESENCE);
            assertThat(damages).singleElement().satisfies(damage -> {
                assertThat(damage.kind()).isEqualTo(Kind.MISSING_BLOB);
                assertThat(damage.key()).isEqualTo(key);
            });
            damages.get(0)
                    .harms()
                    .forEach(harm -> assertThat(bench.restoreFailure(LARGE, harm.number()))
                            .get()
                            .isInstanceOfAny(NotFoundException.class, CorruptedException.class));
        }

        @Test
        void aTruncatedBlobIsFoundByItsSize() {
            BlobKey key = bench.blob(LARGE, ".bundle");
            byte[] bytes = bench.store.content(key);
            bench.put(key, Arrays.copyOf(bytes, bytes.length - 1));
            List<Damage> damages = damages(Depth.PRESENCE);
            assertThat(damages).extracting(Damage::kind).containsExactly(Kind.WRONG_SIZE);
            assertThat(damages.get(0).expected()).contains("" + bytes.length);
            assertThat(damages.get(0).found()).contains("" + (bytes.length - 1));
            assertFoundWithItsHarm(key, damages);
        }

        @Test
        void swappedBlobsOfOneSizeAreBothFoundByTheirDigests() {
            List<BlobKey> contents = bench.keys("data/host.example/repo-1/", ".blob");
            byte[] first = bench.store.content(contents.get(0));
            bench.put(contents.get(0), bench.store.content(contents.get(1)));
            bench.put(contents.get(1), first);
            assertThat(damages(Depth.PRESENCE)).isEmpty();
            assertThat(damages(Depth.DIGESTS))
                    .extracting(Damage::key)
                    .containsExactly(contents.get(0), contents.get(1));
        }

        @Test
        void aBlobOfTheSecondMomentDoesNotHarmTheFirst() {
            SnapshotInfo second = bench.vault.history(LARGE).get(2);
            BlobKey key = bench.vault
                    .log(LARGE)
                    .read(3)
                    .flatMap(record -> record.git(Part.GIT))
                    .orElseThrow()
                    .packs()
                    .get(1)
                    .bundle()
                    .key();
            bench.flip(key, 200, 3);
            List<Damage> damages = damages(Depth.DIGESTS);
            assertThat(damages.get(0).harms()).contains(new Harmed(3, Optional.of(second.time())));
            assertThat(damages.get(0).harms()).extracting(Harmed::number).containsExactly(3L, 4L, 5L, 6L);
            assertThat(damages.get(0).text())
                    .contains(key.text(), "harms snapshot 3 of " + second.time(), "WRONG_BYTES");
            assertFoundWithItsHarm(key, damages);
        }

        @Test
        void whatNoRecordNamesIsCountedAndNoDamage() {
            BlobKey stray = BlobKey.of("data/host.example/repo-2/01arz3ndektsv4rrffq69g5fav.bundle");
            bench.store.tamper(stray, new byte[7]);
            VerifyReport report = bench.verify(Depth.DIGESTS);
            bench.store.lose(stray);
            assertThat(report.severity()).isEqualTo(Severity.OK);
            assertThat(report.orphans()).isEqualTo(1);
        }

        @Test
        void lostInstructionsAreFound() {
            bench.lose(VaultKeys.RESTORE);
            assertThat(damages(Depth.PRESENCE)).extracting(Damage::key).containsExactly(VaultKeys.RESTORE);
        }
    }

    @Nested
    class Logs {

        @Test
        void aVoidRecordIsFoundAndTheOthersAreUsed() {
            bench.put(bench.record(LARGE, 2), "no record".getBytes(StandardCharsets.UTF_8));
            VerifyReport report = bench.verify(Depth.DIGESTS);
            assertThat(report.damages()).isNotEmpty().allSatisfy(damage -> {
                assertThat(damage.kind()).isEqualTo(Kind.RECORD);
                assertThat(damage.key()).isEqualTo(bench.record(LARGE, 2));
            });
            assertThat(report.damages().flatMap(damage -> damage.harms().stream()))
                    .contains(new Harmed(2, Optional.empty()));
            assertThat(bench.restoreFailure(LARGE, 1)).isEmpty();
            assertThat(bench.restoreFailure(LARGE, 3)).isEmpty();
        }

        @Test
        void aGapIsFoundWithWhatLiesBeyondIt() {
            bench.lose(bench.record(LARGE, 2));
            assertThat(damages(Depth.PRESENCE))
                    .extracting(Damage::kind, Damage::key)
                    .contains(
                            tuple(Kind.RECORD, bench.record(LARGE, 2)),
                            tuple(Kind.RECORD, bench.record(LARGE, 3)),
                            tuple(Kind.LOST_RECORDS, bench.record(LARGE, 2)));
        }

        @Test
        void aLostEndOfALogIsFoundByTheCatalog() {
            bench.lose(bench.record(LARGE, 6));
            assertThat(damages(Depth.PRESENCE))
                    .extracting(Damage::kind, Damage::key)
                    .containsExactly(tuple(Kind.LOST_RECORDS, bench.record(LARGE, 6)));
        }

        @Test
        void aLostLogIsFoundByTheCatalog() {
            bench.lose(bench.record(SMALL, 1));
            bench.lose(bench.record(SMALL, 2));
            VerifyReport report = bench.verify(Depth.PRESENCE);
            assertThat(report.damages()).extracting(Damage::kind).containsExactly(Kind.LOST_RECORDS);
            assertThat(report.subjects()).isEqualTo(3);
        }

        @Test
        void somethingForeignInALogIsFoundAndBreaksNothing() {
            BlobKey foreign = BlobKey.of("log/host.example/repo-1/0000000002.json.gz.bak");
            bench.store.tamper(foreign, new byte[3]);
            VerifyReport report = bench.verify(Depth.PRESENCE);
            bench.store.lose(foreign);
            assertThat(report.damages()).extracting(Damage::key).containsExactly(foreign);
            assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
        }

        @Test
        void filesOfAnotherVaultAreFound() {
            InMemoryBlobSink other = InMemoryBlobSink.on(bench.clock);
            Vault otherVault = Vault.openOrCreate(other, VaultOptions.defaults().withClock(bench.clock));
            BackupEngine.builder()
                    .source(bench.source)
                    .vault(otherVault)
                    .build()
                    .run()
                    .throwIfFailed();
            BlobKey record = bench.record(SMALL, 1);
            BlobKey catalog = bench.keys("catalog/", "0000000001.json.gz").get(0);
            bench.put(record, other.content(record));
            bench.put(catalog, other.content(catalog));
            List<BlobKey> run = other.keys().stream()
                    .filter(key -> key.text().startsWith("runs/"))
                    .toList();
            run.forEach(key -> bench.store.tamper(key, other.content(key)));
            List<Damage> damages = damages(Depth.DIGESTS);
            run.forEach(bench.store::lose);
            assertThat(damages)
                    .filteredOn(damage -> damage.key().equals(record))
                    .anySatisfy(damage ->
                            assertThat(damage.found()).contains(otherVault.id().text()));
            assertThat(damages).extracting(Damage::key).contains(catalog).containsAll(run);
            assertThat(damages)
                    .allSatisfy(damage -> assertThat(damage.key().text()).doesNotContain("repo-1"));
        }
    }
}
