package io.repobackup.core.rekey;

import static io.repobackup.core.verify.VerifyBench.LARGE;
import static io.repobackup.core.verify.VerifyBench.SMALL;
import static io.repobackup.core.verify.VerifyBench.TINY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.OutcomeUnknownException;
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
import io.repobackup.core.thaw.ColdBlob;
import io.repobackup.core.thaw.ThawOptions;
import io.repobackup.core.thaw.Thawing;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PackEntry;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
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
        return rekey(bench.vault);
    }

    private CopyReport rekey(Vault from) {
        return engine(from).run();
    }

    private RekeyEngine engine(Vault from) {
        return RekeyEngine.builder()
                .from(from)
                .to(fresh)
                .parallelism(1)
                .thaw(ThawOptions.defaults().withColdFrom(1).withSleeper(bench.clock::advance))
                .build();
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
        void someSubjectsAreCarriedAlone() {
            RekeyEngine.Builder builder =
                    RekeyEngine.builder().from(bench.vault).to(fresh);
            builder.only(SMALL).build().run().throwIfFailed();
            assertThat(fresh.subjects()).containsExactly(SMALL);
            assertThatThrownBy(() -> builder.only(VerifyBench.id(77)).build().run())
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("rekey");
            for (int i = 0; i < 3; i++) {
                RekeyEngine.builder()
                        .from(bench.vault)
                        .to(fresh)
                        .share(i, 3)
                        .build()
                        .run()
                        .throwIfFailed();
            }
            assertSame();
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

        private static final Part ISSUES = new Part("issues");

        private BlobKey secondBundle() {
            return packs(bench.vault, LARGE, 3).get(1).bundle().key();
        }

        /** Of the third moment on, git is damaged; issues are not. */
        @Test
        void onlyThePartThatNeedsADamagedPackStandsAsItWasBefore() {
            BlobKey second = secondBundle();
            bench.flip(second, 30, 1);
            CopyReport report = rekey();
            assertThat(report.troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Kind.DAMAGED);
                assertThat(trouble.key()).isEqualTo(second);
                assertThat(trouble.cause()).contains("left out: git as these snapshots have it");
                assertThat(trouble.harms()).extracting(SnapshotInfo::number).containsExactly(3L, 4L, 5L, 6L);
            });
            assertThatThrownBy(report::throwIfFailed)
                    .isInstanceOf(CorruptedException.class)
                    .hasMessageContaining("git");
            assertThat(times(fresh, LARGE)).isEqualTo(times(bench.vault, LARGE));
            for (SnapshotInfo old : bench.vault.history(LARGE)) {
                SnapshotInfo carried = fresh.at(LARGE, old.time()).orElseThrow();
                boolean whole = old.number() < 3;
                assertThat(carried.completeness())
                        .isEqualTo(whole ? old.completeness() : SnapshotInfo.Completeness.INCOMPLETE);
                assertThat(carried.parts().get(ISSUES)).isEqualTo(old.parts().get(ISSUES));
                assertThat(carried.parts().get(Part.GIT))
                        .isEqualTo(bench.vault
                                .history(LARGE)
                                .get(whole ? (int) old.number() - 1 : 1)
                                .parts()
                                .get(Part.GIT));
                Map<String, String> restored = restored(fresh, carried);
                Map<String, String> expected =
                        restored(bench.vault, bench.vault.history(LARGE).get(whole ? (int) old.number() - 1 : 1));
                assertThat(underGit(restored)).isNotEmpty().isEqualTo(underGit(expected));
            }
            assertThat(fresh.log(LARGE).read(6).orElseThrow().part(Part.GIT).orElseThrow())
                    .satisfies(git -> {
                        assertThat(git.outcome()).isEqualTo("incomplete");
                        assertThat(git.mark()).isEmpty();
                        assertThat(git.notes()).singleElement().asString().contains(second.text());
                    });
            assertNoDamage();
        }

        private Map<String, String> underGit(Map<String, String> files) {
            Map<String, String> git = new HashMap<>(files);
            git.keySet().removeIf(name -> !name.endsWith(".pack") && !name.endsWith("packed-refs"));
            return git;
        }

        @Test
        void theNextBackupBringsWhatTheHostStillHasOfIt() {
            bench.flip(secondBundle(), 30, 1);
            rekey();
            TestRepository large = bench.repository("large");
            bench.clock.advance(Duration.ofHours(1));
            bench.source.offer(VerifyBench.offer(LARGE, VerifyBench.git(large)));
            BackupEngine.builder()
                    .source(bench.source)
                    .vault(fresh)
                    .scratch(dir)
                    .build()
                    .run()
                    .throwIfFailed();
            List<SnapshotInfo> all = fresh.history(LARGE);
            SnapshotInfo last = all.get(all.size() - 1);
            assertThat(packs(fresh, LARGE, last.number()))
                    .as("an increment on what was carried")
                    .hasSize(2);
            assertThat(bench.verify(Depth.DRILL, builder -> builder.vault(fresh))
                            .damages()
                            .map(Damage::text))
                    .isEmpty();
        }

        @Test
        void ofContentsOnlyTheDamagedOneIsMissingAndTriedAgainByTheNextBackup() {
            BlobKey content = bench.keys("data/host.example/repo-1/", ".blob").get(0);
            bench.flip(content, 3, 1);
            CopyReport report = rekey();
            assertThat(report.troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.key()).isEqualTo(content);
                assertThat(trouble.cause()).contains("left out: this content alone");
                assertThat(trouble.harms()).isNotEmpty();
            });
            assertThat(times(fresh, LARGE)).isEqualTo(times(bench.vault, LARGE));
            LogRecord last = fresh.log(LARGE).head().record().orElseThrow();
            assertThat(fresh.contents(LARGE)
                            .contents(last.metadata(ISSUES).orElseThrow())
                            .values())
                    .hasSize(3)
                    .filteredOn(entry -> entry.stored().isEmpty())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.missing()).isPresent());
            assertNoDamage();
        }

        @Test
        void aSnapshotWithNothingElseInItIsLeftOutAndCarriedOnceItIsRepaired() {
            BlobKey segment =
                    bench.keys("data/host.example/repo-3/", ".jsonl.gz").get(0);
            bench.lose(segment);
            assertThat(rekey().troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Kind.MISSING);
                assertThat(trouble.key()).isEqualTo(segment);
                assertThat(trouble.cause()).contains("nothing else in them: snapshot 1");
            });
            assertThat(times(fresh, TINY)).isEmpty();
            assertThat(times(fresh, LARGE)).isEqualTo(times(bench.vault, LARGE));
            bench.repair();
            rekey().throwIfFailed();
            assertSame();
        }

        @Test
        void whatWasCarriedWithoutAPartIsToldByEveryRun() {
            bench.flip(secondBundle(), 30, 1);
            rekey();
            bench.repair();
            assertThat(rekey().troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Kind.NOT_COPIED);
                assertThat(trouble.text()).contains("carried without some");
                assertThat(trouble.harms()).extracting(SnapshotInfo::number).containsExactly(3L, 4L, 5L, 6L);
            });
        }

        /** Killed between records: the next run leaves out the same. */
        @Test
        void aRunThatGoesOnLeavesOutTheSame() {
            bench.flip(secondBundle(), 30, 1);
            sink.inject(
                    SinkOperation.PUT,
                    Trigger.under(BlobKey.of("log/host.example/repo-1")).from(5),
                    Fault.error(() -> new UnavailableException("the target is gone")));
            rekey();
            sink.heal();
            assertThat(rekey().troubles())
                    .flatExtracting(Trouble::harms)
                    .extracting(SnapshotInfo::number)
                    .contains(3L, 4L, 5L, 6L);
            assertThat(times(fresh, LARGE)).isEqualTo(times(bench.vault, LARGE));
            assertThat(packs(fresh, LARGE, 6)).hasSize(1);
            assertNoDamage();
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
    class TwoAtOnce {

        @Test
        void aRecordThatTheOtherAppendedIsNotAppendedAgain() {
            AtomicBoolean struck = new AtomicBoolean();
            sink.inject(
                    SinkOperation.PUT,
                    Trigger.under(BlobKey.of("log/host.example/repo-1")).from(3).once(),
                    Fault.error(() -> {
                        struck.set(true);
                        Vault other = Vault.open(store, VaultOptions.defaults().withClock(bench.clock));
                        RekeyEngine.builder()
                                .from(bench.vault)
                                .to(other)
                                .build()
                                .run()
                                .throwIfFailed();
                        return new OutcomeUnknownException("the answer is lost");
                    }));
            CopyReport report = rekey();
            report.throwIfFailed();
            assertThat(struck).isTrue();
            assertThat(report.severity()).isEqualTo(Severity.OK);
            assertThat(report.present()).isPositive();
            assertThat(times(fresh, LARGE)).isEqualTo(times(bench.vault, LARGE));
            assertSame();
        }

        @Test
        void manyRunsAtOnceCarryEverythingOnce() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(3);
            try {
                List<Future<CopyReport>> runs = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    runs.add(threads.submit(() -> rekey()));
                }
                for (Future<CopyReport> run : runs) {
                    run.get().throwIfFailed();
                }
            } finally {
                threads.shutdownNow();
            }
            assertSame();
        }
    }

    @Nested
    class Cold {

        @Test
        void allThatIsFrozenIsNamedAndCarriedOnceItIsThawed() {
            InMemoryBlobSink cold = bench.store.withColdTier(Long.MAX_VALUE, Duration.ofHours(5));
            Vault old = Vault.open(cold, VaultOptions.defaults().withClock(bench.clock));
            List<BlobKey> bundles = packs(old, LARGE, 5).stream()
                    .skip(1)
                    .map(pack -> pack.bundle().key())
                    .toList();
            assertThat(bundles).hasSize(2);
            bundles.forEach(cold::freeze);
            RekeyEngine engine = engine(old);
            CopyReport report = engine.run();
            assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
            assertThat(report.troubles()).extracting(Trouble::kind).hasSize(2).containsOnly(Kind.FROZEN);
            assertThat(report.troubles()).extracting(Trouble::key).containsExactlyInAnyOrderElementsOf(bundles);
            assertThat(report.troubles()).allSatisfy(trouble -> {
                assertThat(trouble.cause()).contains("thaw");
                assertThat(trouble.harms()).isNotEmpty();
            });
            assertThat(report.cold()).extracting(ColdBlob::key).containsExactlyInAnyOrderElementsOf(bundles);
            assertThat(times(fresh, LARGE)).isEqualTo(times(bench.vault, LARGE).subList(0, 2));
            assertThat(times(fresh, SMALL)).isEqualTo(times(bench.vault, SMALL));
            assertNoDamage();
            Thawing thawing = engine.thaw(report, Duration.ofDays(1));
            assertThat(thawing.asked()).isEqualTo(2);
            assertThat(thawing.await(Duration.ofHours(12))).isEmpty();
            engine.run().throwIfFailed();
            assertSame();
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

    private static List<PackEntry> packs(Vault vault, SubjectId subject, long number) {
        return vault.log(subject)
                .read(number)
                .flatMap(record -> record.git(Part.GIT))
                .orElseThrow()
                .packs();
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
