package io.repobackup.core.copy;

import static io.repobackup.core.verify.VerifyBench.LARGE;
import static io.repobackup.core.verify.VerifyBench.SMALL;
import static io.repobackup.core.verify.VerifyBench.TINY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.Part;
import io.repobackup.core.copy.CopyReport.Kind;
import io.repobackup.core.copy.CopyReport.Trouble;
import io.repobackup.core.thaw.ColdBlob;
import io.repobackup.core.thaw.ThawOptions;
import io.repobackup.core.vault.PruneNote;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.key.VaultKeys;
import io.repobackup.core.vault.signing.TestSigners;
import io.repobackup.core.verify.CraftedRecords;
import io.repobackup.core.verify.Damage;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyBench;
import io.repobackup.core.verify.VerifyReport;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyEngineTest {

    private static final BlobOptions DATA = BlobOptions.of(BlobClass.DATA);

    @TempDir
    Path dir;

    private VerifyBench bench;
    private InMemoryBlobSink target;

    @BeforeEach
    void fill() {
        bench = new VerifyBench(dir).fillWithLittle();
        target = InMemoryBlobSink.on(bench.clock);
    }

    private CopyReport copy() {
        return copy(target, builder -> builder);
    }

    private CopyReport copy(BlobSink to, UnaryOperator<CopyEngine.Builder> settings) {
        return engine(to, settings).run();
    }

    private CopyEngine engine(BlobSink to, UnaryOperator<CopyEngine.Builder> settings) {
        return settings.apply(CopyEngine.builder().from(bench.vault).to(to)).build();
    }

    private VerifyReport verifyTarget(Depth depth) {
        return bench.verify(depth, builder -> builder.vault(Vault.open(target)));
    }

    private static Map<BlobKey, String> content(InMemoryBlobSink store) {
        Map<BlobKey, String> content = new HashMap<>();
        store.keys().forEach(key -> content.put(key, new String(store.content(key), StandardCharsets.ISO_8859_1)));
        return content;
    }

    private void assertSame() {
        assertThat(content(target).equals(content(bench.store)))
                .as("the target has %s, the vault %s", target.keys(), bench.store.keys())
                .isTrue();
    }

    @Nested
    class Whole {

        @Test
        void aCopyIsTheVaultAndASecondOneWritesNothing() {
            CopyReport first = copy();
            assertThat(first.severity()).isEqualTo(Severity.OK);
            assertThat(first.copied()).isEqualTo(bench.store.keys().size());
            assertThat(first.bytes()).isEqualTo(size());
            assertSame();
            assertThat(verifyTarget(Depth.DRILL).severity()).isEqualTo(Severity.OK);
            target.keys().stream()
                    .filter(key -> key.text().contains(".drill."))
                    .toList()
                    .forEach(target::lose);

            FaultySink counted = FaultySink.over(target);
            for (Comparison comparison : Comparison.values()) {
                CopyReport again = copy(counted, builder -> builder.comparison(comparison));
                again.throwIfFailed();
                assertThat(again.copied()).isZero();
                assertThat(again.complete()).isTrue();
            }
            assertThat(copy().present()).isEqualTo(first.copied());
            assertThat(counted.calls(SinkOperation.PUT)).isZero();
            assertThat(counted.calls(SinkOperation.BEGIN)).isZero();
            assertThat(bench.store.openReads() + target.openReads()).isZero();
        }

        private long size() {
            return bench.store.keys().stream()
                    .mapToLong(key -> bench.store.content(key).length)
                    .sum();
        }

        @Test
        void whatIsNewIsCopiedAndPlannedBefore() {
            copy();
            Set<BlobKey> before = Set.copyOf(bench.store.keys());
            bench.backUp(VerifyBench.offer(SMALL, VerifyBench.issues(2, 30, 2)));
            CopyPlan plan = engine(target, builder -> builder).plan();
            assertThat(plan.subjects())
                    .as("the others are gone from the source, which is a record each")
                    .extracting(CopyPlan.Step::subject, CopyPlan.Step::records)
                    .containsExactly(tuple(LARGE, 1L), tuple(SMALL, 1L), tuple(TINY, 1L));
            assertThat(plan.subjects().get(1).blobs()).isPositive();
            assertThat(plan.subjects().get(1).bytes()).isPositive();
            assertThat(plan.objects()).isEqualTo(bench.store.keys().size() - before.size());
            assertThat(target.keys()).hasSize(before.size());
            CopyReport report = copy(target, builder -> builder.comparison(Comparison.LOGS));
            assertThat(report.copied()).isEqualTo(plan.objects());
            assertThat(engine(target, builder -> builder).plan().objects()).isZero();
            assertSame();
        }

        @Test
        void largeBlobsAreStreamed() {
            bench.backUp(VerifyBench.offer(TINY, VerifyBench.largeContent(3 << 20)));
            FaultySink counted = FaultySink.over(target);
            copy(counted, builder -> builder).throwIfFailed();
            assertThat(counted.calls(SinkOperation.COMMIT)).isEqualTo(1);
            assertThat(target.openUploads()).isZero();
            assertSame();
        }

        @Test
        void whatNoRecordNamesIsLeftOut() {
            BlobKey stray = BlobKey.of("data/host.example/repo-2/01arz3ndektsv4rrffq69g5fav.bundle");
            bench.store.tamper(stray, new byte[7]);
            bench.store.tamper(BlobKey.of("stray"), new byte[7]);
            copy().throwIfFailed();
            assertThat(target.keys()).doesNotContain(stray, BlobKey.of("stray"));
        }

        @Test
        void aSubjectAloneIsCopied() {
            copy(target, builder -> builder.only(SMALL)).throwIfFailed();
            assertThat(Vault.open(target).subjects()).containsExactly(SMALL);
            assertThatThrownBy(() -> copy(target, builder -> builder.only(VerifyBench.id(77))))
                    .isInstanceOf(NotFoundException.class);
            List<CopyReport.Entry> shares = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int index = i;
                shares.addAll(copy(target, builder -> builder.share(index, 3)).entries());
            }
            assertThat(shares).extracting(CopyReport.Entry::subject).containsExactlyInAnyOrder(LARGE, SMALL, TINY);
            assertSame();
        }

        @Test
        void theVaultMayGrowMeanwhile() {
            AtomicBoolean grown = new AtomicBoolean();
            CopyReport report = copy(
                    target,
                    builder -> builder.parallelism(1).listener(entry -> {
                        if (grown.compareAndSet(false, true)) {
                            bench.backUp(
                                    VerifyBench.offer(LARGE, VerifyBench.issues(4, 30, 3)),
                                    VerifyBench.offer(TINY, VerifyBench.issues(4, 30, 3)));
                        }
                    }));
            report.throwIfFailed();
            assertThat(verifyTarget(Depth.DIGESTS).damages()).isEmpty();
            copy().throwIfFailed();
            assertSame();
        }

        @Test
        void originalsAreCopiedFromAStoreThatKeepsVersions() {
            bench = new VerifyBench(dir.resolve("versioned"), InMemoryBlobSink::versioned).fillWithLittle();
            Map<BlobKey, String> before = content(bench.store);
            for (BlobKey key : List.copyOf(bench.store.keys())) {
                bench.store.overwrite(key, "evil".getBytes(StandardCharsets.UTF_8));
                bench.store.hide(key);
            }
            copy().throwIfFailed();
            assertThat(content(target).equals(before)).isTrue();
        }
    }

    @Nested
    class DamagedVault {

        @Test
        void aDamagedBlobIsNotCopiedAndNamedWithWhatItHarms() {
            BlobKey bundle = bench.blob(LARGE, ".bundle");
            bench.flip(bundle, 30, 1);
            CopyReport report = copy();
            assertThat(report.troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Kind.DAMAGED);
                assertThat(trouble.key()).isEqualTo(bundle);
                assertThat(trouble.text()).contains("SHA-256", "harms snapshot");
                assertThat(numbers(trouble)).isEqualTo(harmedInTarget(bundle, Damage.Kind.MISSING_BLOB));
            });
            assertThat(target.keys()).hasSize(bench.store.keys().size() - 1).doesNotContain(bundle);
            assertThatThrownBy(report::throwIfFailed)
                    .isInstanceOf(CorruptedException.class)
                    .hasMessageContaining(bundle.text());
            bench.repair();
            assertThat(copy().copied()).isEqualTo(1);
            assertSame();
        }

        @Test
        void aMissingBlobIsNamedAndOneThatMayBeGoneIsNot() {
            BlobKey segment =
                    bench.keys("data/host.example/repo-3/", ".jsonl.gz").get(0);
            bench.lose(segment);
            assertThat(copy().troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Kind.MISSING);
                assertThat(trouble.key()).isEqualTo(segment);
                assertThat(trouble.harms()).hasSize(1);
            });
            CraftedRecords.append(bench, TINY, VerifyBench::withoutSegments);
            CraftedRecords.prune(bench, TINY, new PruneNote(Set.of(1L), List.of(segment)));
            CopyReport after = copy();
            assertThat(after.troubles()).isEmpty();
            assertSame();
            assertThat(verifyTarget(Depth.DIGESTS).damages()).isEmpty();
        }

        @Test
        void whatNobodyVouchesForIsToldAndCopied() {
            TestSigners signers = new TestSigners();
            Vault warned = Vault.open(
                    bench.store, VaultOptions.defaults().withClock(bench.clock).withSignatures(signers.warn()));
            CopyReport report = copy(target, builder -> builder.from(warned));
            report.throwIfFailed();
            assertThat(report.severity()).isEqualTo(Severity.OK);
            assertThat(report.troubles())
                    .hasSize(3)
                    .allSatisfy(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.UNSIGNED));
            assertSame();
            Vault required = Vault.open(
                    bench.store, VaultOptions.defaults().withClock(bench.clock).withSignatures(signers.require()));
            assertThat(copy(InMemoryBlobSink.on(bench.clock), builder -> builder.from(required))
                            .troubles())
                    .isNotEmpty()
                    .allSatisfy(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.DAMAGED));
        }

        @Test
        void aVoidRecordIsCopiedOnlyWhenSomethingFollowsIt() {
            BlobKey last = bench.record(LARGE, 6);
            BlobKey middle = bench.record(LARGE, 2);
            bench.put(last, new byte[30]);
            bench.put(middle, new byte[30]);
            CopyReport report = copy();
            assertThat(report.troubles())
                    .isNotEmpty()
                    .allSatisfy(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.DAMAGED))
                    .extracting(Trouble::key)
                    .contains(last, middle);
            assertThat(target.keys()).contains(middle).doesNotContain(last);
            assertThat(Vault.open(target).history(LARGE))
                    .extracting(SnapshotInfo::number)
                    .containsExactly(1L, 3L, 4L, 5L);
        }

        @Test
        void recordsWaitForBlobsThatAreFrozen() {
            InMemoryBlobSink cold = bench.store.withColdTier(Long.MAX_VALUE, Duration.ofHours(5));
            Vault vault = Vault.open(cold, VaultOptions.defaults().withClock(bench.clock));
            BlobKey second = vault.log(LARGE)
                    .read(3)
                    .flatMap(record -> record.git(Part.GIT))
                    .orElseThrow()
                    .packs()
                    .get(1)
                    .bundle()
                    .key();
            cold.freeze(second);
            CopyReport report = copy(target, builder -> builder.from(vault));
            assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
            assertThat(report.troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Kind.FROZEN);
                assertThat(trouble.key()).isEqualTo(second);
                assertThat(numbers(trouble)).containsExactly(3L, 4L, 5L, 6L);
            });
            assertThat(Vault.open(target).history(LARGE))
                    .extracting(SnapshotInfo::number)
                    .containsExactly(1L, 2L);
            assertThat(report.cold()).extracting(ColdBlob::key).containsExactly(second);
            CopyEngine engine = engine(
                    target,
                    builder -> builder.from(vault).thaw(ThawOptions.defaults().withSleeper(bench.clock::advance)));
            assertThat(engine.thaw(report, Duration.ofDays(1)).await(Duration.ofHours(12)))
                    .isEmpty();
            copy(target, builder -> builder.from(vault)).throwIfFailed();
            assertSame();
        }

        private List<Long> harmedInTarget(BlobKey key, Damage.Kind kind) {
            Damage damage = verifyTarget(Depth.PRESENCE)
                    .damages()
                    .filter(found -> found.key().equals(key))
                    .findFirst()
                    .orElseThrow();
            assertThat(damage.kind()).isEqualTo(kind);
            return damage.harms().stream().map(Damage.Harmed::number).toList();
        }
    }

    private static List<Long> numbers(Trouble trouble) {
        return trouble.harms().stream().map(SnapshotInfo::number).toList();
    }

    @Nested
    class Target {

        @Test
        void aPlaceOfSomethingElseIsRefused() {
            target.putIfAbsent(BlobKey.of("holiday.jpg"), new byte[3], DATA);
            assertThatThrownBy(() -> copy())
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("holiday.jpg");
            InMemoryBlobSink other = InMemoryBlobSink.create();
            Vault.openOrCreate(other);
            Set<BlobKey> before = Set.copyOf(other.keys());
            assertThatThrownBy(() -> copy(other, builder -> builder))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining(bench.vault.id().text());
            assertThat(other.keys()).isEqualTo(before);
        }

        @Test
        void otherBytesUnderAKeyAreReportedAndLeft() {
            copy();
            BlobKey blob = bench.blob(SMALL, ".idx");
            byte[] shorter = new byte[5];
            target.tamper(blob, shorter);
            assertThat(copy().troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Kind.DIVERGED);
                assertThat(trouble.key()).isEqualTo(blob);
                assertThat(trouble.harms()).isNotEmpty();
            });
            assertThat(target.content(blob)).isEqualTo(shorter);
            target.lose(blob);
            copy().throwIfFailed();
            assertSame();
        }

        @Test
        void otherBytesThatAppearMeanwhileAreReportedAndLeft() {
            bench.backUp(VerifyBench.offer(TINY, VerifyBench.largeContent(2 << 20)));
            BlobKey large = bench.store.keys().stream()
                    .filter(key -> bench.store.content(key).length == 2 << 20)
                    .findFirst()
                    .orElseThrow();
            FaultySink raced = FaultySink.over(target);
            raced.inject(SinkOperation.COMMIT, Trigger.always(), Fault.error(() -> {
                target.tamper(large, new byte[2 << 20]);
                return new ConflictException("somebody was faster");
            }));
            assertThat(copy(raced, builder -> builder).troubles())
                    .singleElement()
                    .satisfies(trouble -> {
                        assertThat(trouble.kind()).isEqualTo(Kind.DIVERGED);
                        assertThat(trouble.key()).isEqualTo(large);
                    });
        }

        @Test
        void rotInTheCopyIsFoundByItsDigests() {
            copy();
            BlobKey blob = bench.blob(LARGE, ".bundle");
            BlobKey record = bench.record(LARGE, 1);
            InMemoryBlobSink untold = target;
            for (BlobKey key : List.of(blob, record)) {
                byte[] bytes = untold.content(key);
                bytes[bytes.length / 2] ^= 4;
                untold.tamper(key, bytes);
            }
            CopyReport report = copy(target, builder -> builder.comparison(Comparison.DIGESTS));
            assertThat(report.troubles()).extracting(Trouble::kind).containsOnly(Kind.DIVERGED);
            assertThat(report.troubles()).extracting(Trouble::key).containsExactlyInAnyOrder(blob, record);
        }

        @Test
        void aLogThatWentItsOwnWayIsReportedAndLeft() {
            copy();
            Vault copied = Vault.open(target);
            BlobKey own = bench.record(TINY, 2);
            target.putIfAbsent(own, target.content(bench.record(TINY, 1)), DATA);
            assertThat(copy().troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Kind.DIVERGED);
                assertThat(trouble.key()).isEqualTo(own);
                assertThat(trouble.cause()).contains("the vault's log ends at 1");
            });
            bench.backUp(VerifyBench.offer(TINY, VerifyBench.issues(2, 30, 3)));
            bench.backUp(VerifyBench.offer(TINY, VerifyBench.issues(3, 30, 3)));
            CopyReport report = copy();
            assertThat(report.troubles()).extracting(Trouble::kind).containsOnly(Kind.DIVERGED);
            assertThat(target.keys()).doesNotContain(bench.record(TINY, 3));
            assertThat(copied.history(LARGE)).hasSize(6);
        }

        @Test
        void recordsWaitForBlobsThatTheTargetRefuses() {
            FaultySink broken = FaultySink.over(target);
            broken.inject(
                    SinkOperation.PUT,
                    Trigger.under(BlobKey.of("data/host.example/repo-2")),
                    Fault.error(() -> new UnavailableException("the target is down")));
            CopyReport report = copy(broken, builder -> builder);
            assertThat(report.troubles()).isNotEmpty().allSatisfy(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Kind.NOT_COPIED);
                assertThat(trouble.cause()).contains("the target is down");
            });
            assertThat(target.keys()).doesNotContain(bench.record(SMALL, 1)).contains(bench.record(LARGE, 6));
            broken.heal();
            copy(broken, builder -> builder).throwIfFailed();
            assertSame();
        }
    }

    @Nested
    class Interrupted {

        /** Killed at any write: what is there is whole, and the next copy goes on. */
        @Test
        void aCopyThatEndsAnywhereLeavesNoRecordWithoutItsBlobs() {
            for (int write = 1; write < 60; write += 4) {
                target = InMemoryBlobSink.on(bench.clock);
                FaultySink dying = FaultySink.over(target);
                dying.inject(
                        SinkOperation.PUT,
                        Trigger.always().from(write),
                        Fault.error(() -> new UnavailableException("the target is gone")));
                try {
                    copy(dying, builder -> builder.parallelism(1));
                } catch (UnavailableException e) {
                    assertThat(target.keys()).doesNotContain(VaultKeys.SIGNPOST);
                }
                if (target.keys().contains(VaultKeys.SIGNPOST)) {
                    assertThat(verifyTarget(Depth.DIGESTS).damages())
                            .as("after write %d", write)
                            .allSatisfy(damage -> assertThat(damage.key()).isEqualTo(VaultKeys.RESTORE));
                }
                copy().throwIfFailed();
                assertSame();
            }
        }

        @Test
        void lostAnswersAreNoTrouble() {
            FaultySink losing = FaultySink.over(target);
            losing.inject(SinkOperation.PUT, Trigger.seeded(3, 0.3), Fault.doneButUnknown());
            losing.inject(SinkOperation.COMMIT, Trigger.always().once(), Fault.doneButUnknown());
            bench.backUp(VerifyBench.offer(TINY, VerifyBench.largeContent(2 << 20)));
            copy(losing, builder -> builder).throwIfFailed();
            assertSame();
        }

        @Test
        void anInterruptEndsItWithAReport() {
            CopyReport report = copy(
                    target,
                    builder -> builder.parallelism(1)
                            .listener(entry -> Thread.currentThread().interrupt()));
            assertThat(report.complete()).isFalse();
            assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
            assertThat(report.entries()).hasSize(1);
            copy().throwIfFailed();
            assertSame();
        }

        @Test
        void anInterruptOfTheCallerIsPassedOn() {
            Thread.currentThread().interrupt();
            CopyReport report = copy();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.complete()).isFalse();
            assertThat(target.keys()).isEmpty();
        }

        @Test
        void twoCopiesAtOnceDoNotHarmEachOther() throws Exception {
            bench.backUp(VerifyBench.offer(TINY, VerifyBench.largeContent(2 << 20)));
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                Future<CopyReport> first = threads.submit(() -> copy());
                Future<CopyReport> second = threads.submit(() -> copy());
                first.get().throwIfFailed();
                second.get().throwIfFailed();
            } finally {
                threads.shutdownNow();
            }
            assertSame();
            assertThat(target.openUploads()).isZero();
        }
    }
}
