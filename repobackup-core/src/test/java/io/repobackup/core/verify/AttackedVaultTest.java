package io.repobackup.core.verify;

import static io.repobackup.core.verify.VerifyBench.LARGE;
import static io.repobackup.core.verify.VerifyBench.SMALL;
import static io.repobackup.core.verify.VerifyBench.TINY;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.Versions;
import io.repobackup.api.sink.Versions.VersionedKey;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.key.VaultKeys;
import io.repobackup.core.verify.Damage.Kind;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who may write, and may not remove versions, works against a vault in a store that keeps them. */
class AttackedVaultTest {

    private static final Map<SubjectId, Integer> SNAPSHOTS = Map.of(LARGE, 6, SMALL, 2, TINY, 1);

    @TempDir
    Path dir;

    @Test
    void everySnapshotFromBeforeComesBackAndVerificationTellsWhatHappened() {
        VerifyBench bench = new VerifyBench(dir, InMemoryBlobSink::versioned).fill();
        InMemoryBlobSink store = bench.store;
        List<BlobKey> all = List.copyOf(store.keys());
        Map<String, Map<String, Sha256>> before = restored(bench, "before");
        assertThat(bench.verify(Depth.DIGESTS).severity()).isEqualTo(Severity.OK);
        bench.clock.advance(Duration.ofDays(1));

        all.forEach(key -> store.overwrite(key, ("garbage over " + key).getBytes(StandardCharsets.UTF_8)));
        assertThat(touched(bench)).isEqualTo(kinds(all, Kind.OVERWRITTEN));
        assertThat(restored(bench, "garbage")).isEqualTo(before);

        for (int i = 0; i < all.size(); i++) {
            store.overwrite(all.get(i), originalOf(store, all.get((i + 1) % all.size())));
        }
        assertThat(touched(bench)).isEqualTo(kinds(all, Kind.OVERWRITTEN));

        all.forEach(store::hide);
        assertThat(touched(bench)).isEqualTo(kinds(all, Kind.HIDDEN));
        assertThat(restored(bench, "hidden")).isEqualTo(before);
    }

    @Test
    void plantedFilesAreReportedAndTheNextBackupGoesOn() {
        VerifyBench bench = new VerifyBench(dir, InMemoryBlobSink::versioned).fillWithLittle();
        InMemoryBlobSink store = bench.store;
        Map<String, Map<String, Sha256>> before = restored(bench, "before");
        List.copyOf(store.keys()).forEach(store::hide);
        byte[] garbage = "planted".getBytes(StandardCharsets.UTF_8);
        BlobKey planted = bench.record(LARGE, 7);
        BlobKey copied = bench.record(SMALL, 3);
        BlobKey catalog = VaultKeys.numbered(VaultKeys.catalogs("host.example/orgs/acme"), 999);
        BlobKey stray = BlobKey.of("data/host.example/repo-1/01arz3ndektsv4rrffq69g5fav.bundle");
        store.overwrite(planted, garbage);
        store.overwrite(copied, originalOf(store, bench.record(SMALL, 2)));
        store.overwrite(catalog, garbage);
        store.overwrite(stray, garbage);

        VerifyReport attacked = bench.verify(Depth.PRESENCE);
        assertThat(attacked.damages().filter(damage -> damage.kind() == Kind.RECORD))
                .extracting(Damage::key)
                .containsExactlyInAnyOrder(planted, copied);
        assertThat(attacked.damages()).anySatisfy(damage -> {
            assertThat(damage.kind()).isEqualTo(Kind.CATALOG);
            assertThat(damage.key()).isEqualTo(catalog);
        });
        assertThat(attacked.orphans()).isEqualTo(1);

        BackupReport next = nextBackup(bench);
        assertThat(next.alarms()).anyMatch(alarm -> alarm.contains(catalog.text()));
        assertThat(bench.vault.history(LARGE)).hasSizeGreaterThan(6);
        assertThat(bench.vault.log(LARGE).head().number()).isGreaterThan(7);
        assertThat(restored(bench, "after")).isEqualTo(before);
        assertThat(bench.restoreFailure(LARGE, bench.vault.log(LARGE).head().number()))
                .isEmpty();
    }

    @Test
    void aReaderOfTheNewestIsToldWhatItLoses() {
        VerifyBench bench = new VerifyBench(dir, InMemoryBlobSink::versioned).fillWithLittle();
        BlobKey bundle = bench.blob(LARGE, ".bundle");
        bench.clock.advance(Duration.ofDays(1));
        bench.store.overwrite(bundle, new byte[3]);
        bench.store.hide(bench.record(LARGE, 5));
        assertThat(bench.verify(Depth.PRESENCE).damages())
                .allSatisfy(damage -> assertThat(damage.harms()).isEmpty())
                .extracting(Damage::text)
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text)
                                .startsWith("OVERWRITTEN: " + bundle + ": expected one version, of 2026-01-05T")
                                .contains("found 2 versions, the newest of 2026-01-06T", "with 3 bytes instead of ")
                                .contains("loses snapshot ", " and 3 more"),
                        text -> assertThat(text)
                                .startsWith("HIDDEN: " + bench.record(LARGE, 5))
                                .contains(
                                        "a marker of deletion; who reads what is newest loses snapshot 5 of ",
                                        ", 6 of"));
    }

    @Test
    void theSameBytesPutAgainAreNoDamage() {
        VerifyBench bench = new VerifyBench(dir, InMemoryBlobSink::versioned).fillWithLittle();
        List.copyOf(bench.store.keys()).forEach(key -> bench.store.overwrite(key, bench.store.content(key)));
        VerifyReport report = bench.verify(Depth.DIGESTS);
        assertThat(report.damages()).isEmpty();
    }

    @Test
    void aDamagedBlobIsReplacedByPuttingItsBytesOverIt() {
        VerifyBench bench = new VerifyBench(dir, InMemoryBlobSink::versioned).fillWithLittle();
        Map<String, Map<String, Sha256>> before = restored(bench, "before");
        BlobKey bundle = bench.blob(LARGE, ".bundle");
        BlobKey index = bench.blob(LARGE, ".idx");
        byte[] sound = bench.store.content(bundle);
        byte[] soundIndex = bench.store.content(index);
        bench.store.tamper(bundle, new byte[sound.length]);
        bench.store.tamper(index, new byte[7]);
        assertThat(bench.verify(Depth.DIGESTS).severity()).isEqualTo(Severity.FAILED);
        bench.store.overwrite(bundle, sound);
        bench.store.overwrite(index, soundIndex);
        Vault again = Vault.open(bench.sink, VaultOptions.defaults().withClock(bench.clock));
        assertThat(bench.verify(Depth.DIGESTS, builder -> builder.vault(again)).damages())
                .isEmpty();
        assertThat(restored(bench, "replaced")).isEqualTo(before);
    }

    private static BackupReport nextBackup(VerifyBench bench) {
        bench.clock.advance(Duration.ofHours(1));
        bench.source.offer(VerifyBench.offer(LARGE, VerifyBench.issues(4, 30, 3)));
        return BackupEngine.builder()
                .source(bench.source)
                .vault(bench.vault)
                .scratch(bench.dir)
                .build()
                .run();
    }

    private static Map<BlobKey, Kind> kinds(List<BlobKey> keys, Kind kind) {
        Map<BlobKey, Kind> kinds = new HashMap<>();
        keys.forEach(key -> kinds.put(key, kind));
        return kinds;
    }

    /** Everything that is found; nothing of it harms a snapshot. */
    private static Map<BlobKey, Kind> touched(VerifyBench bench) {
        Map<BlobKey, Kind> found = new HashMap<>();
        VerifyReport report = bench.verify(Depth.DIGESTS);
        report.damages().forEach(damage -> {
            assertThat(damage.harms()).as(damage.text()).isEmpty();
            assertThat(found.put(damage.key(), damage.kind())).as(damage.text()).isNull();
        });
        return found;
    }

    private static byte[] originalOf(InMemoryBlobSink store, BlobKey key) {
        Versions versions = store.facet(Versions.class).orElseThrow();
        try (Stream<VersionedKey> found = versions.list(BlobListing.all());
                var in = versions.open(
                        found.filter(each -> each.key().equals(key))
                                .findFirst()
                                .orElseThrow()
                                .oldest(),
                        ByteRange.all())) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of every snapshot, as a fresh process restores them. */
    private Map<String, Map<String, Sha256>> restored(VerifyBench bench, String name) {
        Map<String, Map<String, Sha256>> all = new TreeMap<>();
        SNAPSHOTS.forEach((subject, count) -> {
            for (int number = 1; number <= count; number++) {
                Path target = dir.resolve(name + "-" + subject.id() + "-" + number);
                bench.restore(subject, number, target).throwIfFailed();
                all.put(subject + " " + number, files(target));
            }
        });
        return all;
    }

    private static Map<String, Sha256> files(Path folder) {
        Map<String, Sha256> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : new ArrayList<>(paths.filter(Files::isRegularFile).toList())) {
                files.put(folder.relativize(path).toString(), Sha256.of(Files.readAllBytes(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(files).isNotEmpty();
        return files;
    }
}
