package io.repobackup.core.verify;

import static io.repobackup.core.verify.VerifyBench.LARGE;
import static io.repobackup.core.verify.VerifyBench.SMALL;
import static io.repobackup.core.verify.VerifyBench.TINY;
import static io.repobackup.core.verify.VerifyBench.id;
import static io.repobackup.core.verify.VerifyBench.issues;
import static io.repobackup.core.verify.VerifyBench.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.PruneNote;
import io.repobackup.core.verify.Damage.Kind;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyRunTest {

    @TempDir
    Path dir;

    private VerifyBench bench;

    @BeforeEach
    void fill() {
        bench = new VerifyBench(dir);
        bench.backUp(offer(LARGE, issues(1, 20, 9)), offer(SMALL, issues(1, 3, 1)), offer(TINY, issues(1, 2, 0)));
    }

    @Nested
    class Choosing {

        @Test
        void samplesTogetherReadEveryByteOnce() {
            long all = bench.verify(Depth.DIGESTS).bytesRead();
            long sum = 0;
            for (int i = 0; i < 4; i++) {
                int index = i;
                long read = bench.verify(Depth.DIGESTS, builder -> builder.sample(index, 4))
                        .bytesRead();
                assertThat(read).isLessThan(all);
                sum += read;
            }
            assertThat(sum).isEqualTo(all);
        }

        @Test
        void aFlippedBitIsFoundByOneOfTheSamplesAndAgainByTheSame() {
            for (BlobKey key : bench.keys("data/", "")) {
                bench.flip(key, 5, 5);
                Set<Integer> found = new HashSet<>();
                for (int i = 0; i < 6; i++) {
                    int index = i % 3;
                    VerifyReport report = bench.verify(Depth.DIGESTS, builder -> builder.sample(index, 3));
                    if (report.severity() != Severity.OK) {
                        found.add(i);
                    }
                }
                assertThat(found)
                        .hasSize(2)
                        .allMatch(i -> i % 3 == found.iterator().next() % 3);
                bench.repair();
            }
        }

        @Test
        void sharesTogetherAreAllSubjects() {
            List<SubjectId> seen = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int index = i;
                bench.verify(Depth.PRESENCE, builder -> builder.share(index, 2))
                        .entries()
                        .forEach(entry -> seen.add(entry.subject()));
            }
            assertThat(seen).containsExactlyInAnyOrder(LARGE, SMALL, TINY);
        }

        @Test
        void onlyTheNamedSubjectsAreLookedAt() {
            VerifyReport report = bench.verify(Depth.PRESENCE, builder -> builder.only(TINY));
            assertThat(report.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.subject()).isEqualTo(TINY);
                assertThat(entry.name()).contains("acme/repository-3");
                assertThat(entry.snapshots()).isEqualTo(1);
            });
        }

        @Test
        void aSubjectThatTheVaultDoesNotKnowIsRefused() {
            VerifyEngine engine =
                    VerifyEngine.builder().vault(bench.vault).only(id(99)).build();
            assertThatThrownBy(engine::run)
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("99");
        }

        @Test
        void whatCannotBeIsRefused() {
            assertThatThrownBy(() -> VerifyEngine.builder().build()).isInstanceOf(MisconfiguredException.class);
            assertThatThrownBy(() -> VerifyEngine.builder().sample(3, 3)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> VerifyEngine.builder().parallelism(0))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Cancelling {

        @Test
        void anInterruptEndsTheRunWithAReportFromWhichItGoesOn() {
            Thread caller = Thread.currentThread();
            VerifyReport report = bench.verify(
                    Depth.DRILL, builder -> builder.parallelism(1).listener(entry -> interruptAndAwaitTheEnd(caller)));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.complete()).isFalse();
            assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
            assertThat(report.entries()).hasSize(1);
            assertThat(report.resumeAfter()).contains(LARGE);
            assertThat(report.drill()).as("what was drilled is written down").isPresent();

            VerifyReport rest = bench.verify(
                    Depth.PRESENCE,
                    builder -> builder.after(report.resumeAfter().orElseThrow()));
            assertThat(rest.complete()).isTrue();
            assertThat(rest.entries()).extracting(VerifyReport.Entry::subject).containsExactly(SMALL, TINY);
        }

        @Test
        void aCallerThatIsInterruptedAlreadyGetsAnEmptyReport() {
            Thread.currentThread().interrupt();
            VerifyReport report = bench.verify(Depth.DIGESTS);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.complete()).isFalse();
            assertThat(report.resumeAfter()).isEmpty();
        }

        private void interruptAndAwaitTheEnd(Thread caller) {
            caller.interrupt();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Nested
    class Failing {

        @Test
        void aSubjectThatCannotBeReadDoesNotStopTheOthers() {
            bench.sink.inject(
                    SinkOperation.OPEN,
                    Trigger.under(BlobKey.of("log/host.example/repo-2")),
                    Fault.error(() -> new UnavailableException("no answer")));
            VerifyReport report = bench.verify(Depth.DIGESTS);
            assertThat(report.entries()).hasSize(3);
            assertThat(report.damages()).singleElement().satisfies(damage -> {
                assertThat(damage.kind()).isEqualTo(Kind.UNREADABLE);
                assertThat(damage.found()).contains("no answer");
            });
            assertThat(report.severity()).isEqualTo(Severity.FAILED);
            assertThatThrownBy(report::throwIfFailed).isInstanceOf(CorruptedException.class);
        }

        @Test
        void aStoreThatFailsForEveryBlobIsNotAskedForAllOfThem() {
            bench.sink.inject(
                    SinkOperation.OPEN,
                    Trigger.under(BlobKey.of("data/host.example/repo-1")),
                    Fault.error(() -> new UnavailableException("no answer")));
            VerifyReport report = bench.verify(Depth.DIGESTS, builder -> builder.only(LARGE));
            assertThat(report.damages()).hasSize(9).extracting(Damage::kind).containsOnly(Kind.UNREADABLE);
        }

        @Test
        void aColdBlobIsNoDamageAndNotProved() {
            BlobKey cold = bench.blob(SMALL, ".blob");
            bench.sink.inject(
                    SinkOperation.OPEN,
                    Trigger.matching(cold.text()::equals),
                    Fault.error(() -> new FrozenException("in the archive", cold.text())));
            VerifyReport report = bench.verify(Depth.DIGESTS);
            assertThat(report.damages()).extracting(Damage::kind).containsExactly(Kind.FROZEN);
            assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
        }

        @Test
        void aListenerThatThrowsHarmsNothing() {
            VerifyReport report = bench.verify(
                    Depth.PRESENCE,
                    builder -> builder.listener(entry -> {
                        throw new IllegalStateException("my own problem");
                    }));
            assertThat(report.complete()).isTrue();
            assertThat(report.severity()).isEqualTo(Severity.OK);
        }
    }

    @Nested
    class Dropped {

        @Test
        void whatADroppedSnapshotAloneNeededMayBeGone() {
            BlobKey only = firstSegment();
            CraftedRecords.append(bench, TINY, VerifyBench::withoutSegments);
            bench.lose(only);
            assertThat(bench.verify(Depth.PRESENCE).damages())
                    .singleElement()
                    .satisfies(damage -> assertThat(damage.harms()).hasSize(1));
            CraftedRecords.prune(bench, TINY, new PruneNote(Set.of(1L), List.of(only)));
            VerifyReport report = bench.verify(Depth.DIGESTS);
            assertThat(report.damages()).isEmpty();
            assertThat(report.entries().get(2).snapshots()).isEqualTo(1);
        }

        @Test
        void whatAKeptSnapshotNeedsMustNotBeGoneWhateverWasCondemned() {
            BlobKey needed = firstSegment();
            CraftedRecords.prune(bench, TINY, new PruneNote(Set.of(), List.of(needed)));
            bench.lose(needed);
            assertThat(bench.verify(Depth.PRESENCE).damages())
                    .extracting(Damage::kind)
                    .containsExactly(Kind.MISSING_BLOB);
        }
    }

    private BlobKey firstSegment() {
        return bench.keys("data/host.example/repo-3/", ".jsonl.gz").get(0);
    }
}
