package io.repobackup.core.rekey;

import static io.repobackup.core.verify.VerifyBench.LARGE;
import static io.repobackup.core.verify.VerifyBench.SMALL;
import static io.repobackup.core.verify.VerifyBench.TINY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.copy.CopyReport;
import io.repobackup.core.copy.CopyReport.Kind;
import io.repobackup.core.copy.CopyReport.Trouble;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PruneNote;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.signing.TestSigners;
import io.repobackup.core.verify.CraftedRecords;
import io.repobackup.core.verify.Damage;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyBench;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RekeyEngineTest {

    @TempDir
    Path dir;

    private VerifyBench bench;
    private InMemoryBlobSink store;
    private FaultySink sink;
    private Vault fresh;
    private int restores;

    @BeforeEach
    void fill() {
        bench = new VerifyBench(dir.resolve("bench")).fillWithLittle();
        makeTarget(VaultOptions.defaults());
    }

    private void makeTarget(VaultOptions options) {
        store = InMemoryBlobSink.on(bench.clock);
        sink = FaultySink.over(store);
        fresh = Vault.openOrCreate(sink, options.withClock(bench.clock));
    }

    private CopyReport rekey() {
        return RekeyEngine.builder()
                .from(bench.vault)
                .to(fresh)
                .parallelism(1)
                .build()
                .run();
    }

    private Map<String, String> restored(Vault vault, SnapshotInfo snapshot) {
        Path target = dir.resolve("restored" + ++restores);
        RestoreEngine.builder()
                .vault(vault)
                .target(DirectoryTarget.into(target))
                .snapshot(snapshot.subject(), snapshot.number())
                .scratch(dir)
                .build()
                .run()
                .throwIfFailed();
        Map<String, String> files = new HashMap<>();
        try (var walk = Files.walk(target)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(
                        target.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return files;
    }

    /** Every moment of the old vault comes back from the new one as from the old one. */
    private void assertSame() {
        for (SubjectId subject : List.of(LARGE, SMALL, TINY)) {
            List<SnapshotInfo> old = bench.vault.history(subject);
            assertThat(times(fresh, subject)).isEqualTo(times(bench.vault, subject));
            for (SnapshotInfo snapshot : old) {
                SnapshotInfo carried = fresh.at(subject, snapshot.time()).orElseThrow();
                Map<String, String> expected = restored(bench.vault, snapshot);
                assertThat(expected).isNotEmpty();
                assertThat(restored(fresh, carried).equals(expected))
                        .as("%s of %s", subject, snapshot.time())
                        .isTrue();
            }
        }
        assertNoDamage();
    }

    private void assertNoDamage() {
        assertThat(bench.verify(Depth.DIGESTS, builder -> builder.vault(fresh))
                        .damages()
                        .map(Damage::text))
                .isEmpty();
    }

    private static List<Instant> times(Vault vault, SubjectId subject) {
        return vault.history(subject).stream().map(SnapshotInfo::time).toList();
    }

    @Nested
    class Whole {

        @Test
        void everyMomentComesBackFromTheNewVaultAndASecondRunWritesNothing() {
            CopyReport first = rekey();
            first.throwIfFailed();
            assertThat(first.severity()).isEqualTo(Severity.OK);
            assertThat(first.bytes()).isPositive();
            assertSame();
            assertThat(bench.verify(Depth.DRILL, builder -> builder.vault(fresh))
                            .severity())
                    .isEqualTo(Severity.OK);
            long begun = sink.calls(SinkOperation.BEGIN);
            long put = sink.calls(SinkOperation.PUT);
            CopyReport again = rekey();
            assertThat(again.severity()).isEqualTo(Severity.OK);
            assertThat(again.copied()).isZero();
            assertThat(again.present()).isEqualTo(9);
            assertThat(sink.calls(SinkOperation.BEGIN)).isEqualTo(begun);
            assertThat(sink.calls(SinkOperation.PUT)).isEqualTo(put);
            assertThat(bench.store.openReads() + store.openReads()).isZero();
        }

        @Test
        void whatDoesNotFitIntoRecordsIsCarriedToo() {
            bench = VerifyBench.filled(dir.resolve("full"));
            makeTarget(VaultOptions.defaults());
            rekey().throwIfFailed();
            assertThat(store.keys()).anySatisfy(key -> assertThat(key.text()).endsWith(".contents.jsonl.gz"));
            assertThat(store.keys()).anySatisfy(key -> assertThat(key.text()).endsWith(".refs.gz"));
            assertThat(store.keys())
                    .noneSatisfy(key -> assertThat(bench.store.keys())
                            .filteredOn(old ->
                                    old.text().startsWith("data/") || old.text().startsWith("state/"))
                            .contains(key));
            assertSame();
        }

        @Test
        void whatIsNewIsCarriedAloneAndGoneAndReturnedToo() {
            rekey().throwIfFailed();
            long blobs = blobs();
            TestRepository tiny = bench.repository("tiny");
            tiny.grow("main", "one");
            bench.backUp(VerifyBench.offer(TINY, VerifyBench.git(tiny), VerifyBench.issues(1, 2, 0)));
            CopyReport report = rekey();
            report.throwIfFailed();
            assertThat(blobs() - blobs).as("a pack, its index and its ext").isEqualTo(3);
            assertThat(kinds(LARGE)).last().isEqualTo(RecordKind.GONE);
            assertThat(kinds(LARGE)).isEqualTo(kinds(bench.vault, LARGE));
            assertSame();
        }

        @Test
        void droppedSnapshotsAreLeftOut() {
            long first = bench.vault.history(LARGE).get(0).number();
            CraftedRecords.prune(bench, LARGE, new PruneNote(Set.of(first), List.of()));
            rekey().throwIfFailed();
            assertThat(kinds(LARGE)).hasSize(5).containsOnly(RecordKind.SNAPSHOT);
            assertSame();
        }

        @Test
        void theNextBackupIntoTheNewVaultFindsGitUnchanged() {
            TestRepository small = bench.repository("small");
            rekey().throwIfFailed();
            long blobs = blobs();
            bench.source.offer(VerifyBench.offer(SMALL, VerifyBench.git(small)));
            BackupReport report = BackupEngine.builder()
                    .source(bench.source)
                    .vault(fresh)
                    .scratch(dir)
                    .build()
                    .run();
            report.throwIfFailed();
            assertThat(report.counts()).containsEntry("unchanged", 1L);
            assertThat(blobs()).isEqualTo(blobs);
            assertThat(rekey().severity()).as("nothing is left to carry").isEqualTo(Severity.OK);
        }

        @Test
        void recordsOfTheNewVaultAreSigned() {
            TestSigners signers = new TestSigners();
            makeTarget(VaultOptions.defaults().withSigner(signers.everybody()).withSignatures(signers.require()));
            rekey().throwIfFailed();
            assertSame();
        }

        private long blobs() {
            return store.keys().stream()
                    .filter(key -> key.text().startsWith("data/"))
                    .count();
        }
    }

    @Nested
    class Interrupted {

        /** Killed at any write: what is there is whole, and the next run goes on. */
        @Test
        void aRunThatEndsAnywhereLeavesNoRecordWithoutItsBlobs() {
            for (int write = 1; write <= 9; write += 2) {
                endsAt(SinkOperation.PUT, write);
                endsAt(SinkOperation.COMMIT, write);
            }
            assertSame();
        }

        private void endsAt(SinkOperation operation, int write) {
            makeTarget(VaultOptions.defaults());
            sink.inject(
                    operation,
                    Trigger.always().from(write),
                    Fault.error(() -> new UnavailableException("the target is gone")));
            CopyReport report = rekey();
            assertThat(report.troubles()).isNotEmpty().allSatisfy(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Kind.NOT_COPIED);
                assertThat(trouble.cause()).contains("the target is gone");
            });
            sink.heal();
            assertNoDamage();
            rekey().throwIfFailed();
            assertNoDamage();
            assertThat(times(fresh, LARGE)).isEqualTo(times(bench.vault, LARGE));
        }

        @Test
        void anInterruptEndsItWithAReport() {
            CopyReport report = RekeyEngine.builder()
                    .from(bench.vault)
                    .to(fresh)
                    .parallelism(1)
                    .listener(entry -> Thread.currentThread().interrupt())
                    .build()
                    .run();
            assertThat(report.complete()).isFalse();
            assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
            rekey().throwIfFailed();
            assertSame();
        }
    }

    @Nested
    class DamagedVault {

        @Test
        void whatNeedsADamagedBlobIsLeftOutAndNamedAndAllElseIsCarried() {
            BlobKey second = bench.vault
                    .log(LARGE)
                    .read(3)
                    .flatMap(record -> record.git(Part.GIT))
                    .orElseThrow()
                    .packs()
                    .get(1)
                    .bundle()
                    .key();
            bench.flip(second, 30, 1);
            BlobKey segment =
                    bench.keys("data/host.example/repo-3/", ".jsonl.gz").get(0);
            bench.lose(segment);
            CopyReport report = rekey();
            Map<BlobKey, Trouble> troubles = new HashMap<>();
            report.troubles().forEach(trouble -> troubles.put(trouble.key(), trouble));
            assertThat(troubles).containsOnlyKeys(second, segment);
            assertThat(troubles.get(second).kind()).isEqualTo(Kind.DAMAGED);
            assertThat(troubles.get(second).harms())
                    .extracting(SnapshotInfo::number)
                    .containsExactly(3L, 4L, 5L, 6L);
            assertThat(troubles.get(segment).kind()).isEqualTo(Kind.MISSING);
            assertThat(times(fresh, LARGE)).isEqualTo(times(bench.vault, LARGE).subList(0, 2));
            assertThat(times(fresh, SMALL)).isEqualTo(times(bench.vault, SMALL));
            assertThatThrownBy(report::throwIfFailed).isInstanceOf(CorruptedException.class);
            assertNoDamage();
            bench.repair();
            rekey().throwIfFailed();
            assertSame();
        }

        @Test
        void whatWasLeftOutBetweenOthersIsToldByEveryRun() {
            BlobKey ofTiny =
                    bench.keys("data/host.example/repo-3/", ".jsonl.gz").get(0);
            bench.lose(ofTiny);
            CraftedRecords.append(bench, TINY, VerifyBench::withoutSegments);
            assertThat(rekey().troubles())
                    .singleElement()
                    .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.MISSING));
            bench.repair();
            assertThat(rekey().troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Kind.NOT_COPIED);
                assertThat(trouble.text()).contains("left out");
                assertThat(trouble.harms()).extracting(SnapshotInfo::number).containsExactly(1L);
            });
            assertThat(times(fresh, TINY)).hasSize(1);
        }
    }

    @Nested
    class Refused {

        @Test
        void theSameVaultIsRefused() {
            assertThatThrownBy(() -> RekeyEngine.builder()
                            .from(bench.vault)
                            .to(bench.vault)
                            .build())
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("empty place");
            assertThatThrownBy(() -> RekeyEngine.builder().from(bench.vault).build())
                    .isInstanceOf(MisconfiguredException.class);
        }

        @Test
        void nothingIsPutBehindBackupsThatBeganInTheNewVault() {
            rekey().throwIfFailed();
            TestRepository small = bench.repository("small");
            small.grow("main", "two");
            bench.backUp(VerifyBench.offer(SMALL, VerifyBench.git(small)));
            bench.source.offer(VerifyBench.offer(SMALL, VerifyBench.git(small)));
            bench.clock.advance(Duration.ofHours(1));
            BackupEngine.builder()
                    .source(bench.source)
                    .vault(fresh)
                    .scratch(dir)
                    .build()
                    .run()
                    .throwIfFailed();
            List<Instant> before = times(fresh, SMALL);
            assertThat(rekey().troubles())
                    .filteredOn(trouble -> trouble.key().equals(BlobKey.of("log/host.example/repo-2")))
                    .singleElement()
                    .satisfies(trouble -> {
                        assertThat(trouble.kind()).isEqualTo(Kind.DIVERGED);
                        assertThat(trouble.harms()).hasSize(1);
                    });
            assertThat(times(fresh, SMALL)).isEqualTo(before);
        }
    }

    private List<RecordKind> kinds(SubjectId subject) {
        return kinds(fresh, subject);
    }

    private static List<RecordKind> kinds(Vault vault, SubjectId subject) {
        try (var records = vault.log(subject).records()) {
            return new ArrayList<>(records.map(LogRecord::kind).toList());
        }
    }
}
