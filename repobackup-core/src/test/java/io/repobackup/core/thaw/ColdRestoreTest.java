package io.repobackup.core.thaw;

import static io.repobackup.core.thaw.ColdBench.THAW_TAKES;
import static io.repobackup.core.thaw.ColdBench.THREE_DAYS;
import static io.repobackup.core.thaw.ColdBench.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Thaw.Temperature;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.restore.RestorePlan;
import io.repobackup.core.restore.RestoreReport;
import io.repobackup.core.restore.RestoreReport.Entry;
import io.repobackup.core.vault.SinkWith;
import io.repobackup.core.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdRestoreTest {

    @TempDir
    Path directory;

    @Nested
    class Plans {

        @Test
        void aPlanNamesWhatMustBeThawedAndAsksOnlyAboutLargeData() {
            ColdBench bench = new ColdBench(directory, 4);
            RestorePlan plan = bench.engine().plan();
            assertThat(plan.isReadable()).isFalse();
            assertThat(plan.cold()).extracting(ColdBlob::subject).containsExactlyInAnyOrder(id(1), id(2), id(3));
            assertThat(plan.cold()).allSatisfy(blob -> {
                assertThat(blob.temperature()).isEqualTo(Temperature.FROZEN);
                assertThat(blob.sizeInBytes()).isEqualTo(bench.store.content(blob.key()).length);
            });
            assertThat(plan.coldBytes()).isEqualTo(ColdBlob.bytes(plan.cold())).isGreaterThan(3 * ColdBench.COLD_FROM);
            assertThat(bench.questions).hasValue(3);
            assertThat(plan.problems()).isEmpty();
        }

        @Test
        void aPlanForLargerDataAsksNothing() {
            ColdBench bench = new ColdBench(directory, 3);
            RestorePlan plan = RestoreEngine.builder()
                    .vault(Vault.open(bench.store))
                    .target(DirectoryTarget.into(directory.resolve("r")))
                    .build()
                    .plan();
            assertThat(plan.isReadable()).isTrue();
            assertThat(bench.questions).hasValue(0);
        }

        @Test
        void aStoreThatDoesNotTellIsAProblemOfThePlan() {
            ColdBench bench = new ColdBench(directory, 3);
            RestorePlan plan = bench.engine(failing(() -> new UnavailableException("cable cut")))
                    .plan();
            assertThat(plan.isReadable()).isTrue();
            assertThat(plan.steps()).hasSize(3);
            assertThat(plan.problems()).singleElement().asString().contains("cable cut", "cold tier");
        }

        @Test
        void whatVanishedIsNotCalledCold() {
            ColdBench bench = new ColdBench(directory, 3);
            BlobKey gone = bench.engine().plan().cold().get(0).key();
            bench.store.lose(gone);
            assertThat(bench.engine().plan().cold())
                    .hasSize(1)
                    .noneMatch(blob -> blob.key().equals(gone));
        }
    }

    @Nested
    class Runs {

        @Test
        void frozenSubjectsFailWithCountAndBytesAndTheOthersAreRestored() {
            ColdBench bench = new ColdBench(directory, 3);
            long bytes = bench.engine().plan().cold().get(0).sizeInBytes();
            RestoreReport report = bench.engine().run();
            assertThat(report.severity()).isEqualTo(Severity.FAILED);
            assertThat(bench.file(0)).exists();
            assertThat(failures(report))
                    .hasSize(2)
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOf(FrozenException.class)
                            .hasMessageContaining("1 of its blobs")
                            .hasMessageContaining(" bytes, lie in a cold tier, 0 of them on their way")
                            .hasMessageContaining("RestoreEngine.thaw")
                            .hasMessageContaining("same target"));
            assertThat(failures(report).stream().map(Throwable::getMessage))
                    .anyMatch(message -> message.contains(bytes + " bytes"));
        }

        @Test
        void theSameRestoreGoesOnOnceEverythingIsThawed() throws IOException {
            ColdBench bench = new ColdBench(directory, 3);
            bench.engine().run();
            FileTime written = Files.getLastModifiedTime(bench.file(0));
            RestoreEngine engine = bench.engine();
            assertThat(engine.thaw(engine.plan(), THREE_DAYS).await(Duration.ofDays(2)))
                    .isEmpty();
            engine.run().throwIfFailed();
            assertThat(bench.file(1)).exists();
            assertThat(bench.file(2)).exists();
            assertThat(Files.getLastModifiedTime(bench.file(0))).isEqualTo(written);
        }

        @Test
        void whatIsReadableUntilBeforeTheRestoreFailsAsFrozenAgain() {
            ColdBench bench = new ColdBench(directory, 3);
            RestoreEngine engine = bench.engine();
            assertThat(engine.thaw(engine.plan(), Duration.ofHours(2)).await(Duration.ofDays(2)))
                    .isEmpty();
            bench.clock.advance(Duration.ofHours(2));
            assertThat(failures(engine.run())).hasSize(2).allMatch(FrozenException.class::isInstance);
            engine.thaw(engine.plan(), Duration.ofHours(2)).await(Duration.ofDays(2));
            engine.run().throwIfFailed();
        }

        @Test
        void aBlobBelowTheLimitThatIsFrozenAllTheSameSaysWhatToSet() {
            ColdBench bench = new ColdBench(directory, 1);
            bench.store.keys().stream()
                    .filter(key -> key.text().startsWith("data/"))
                    .forEach(bench.store::freeze);
            assertThat(failures(bench.engine().run()))
                    .singleElement()
                    .asString()
                    .contains("withColdFrom", "0 others");
        }

        @Test
        void aStoreThatCannotBeAskedToThawSaysSo() {
            ColdBench bench = new ColdBench(directory, 2);
            RestoreReport report = RestoreEngine.builder()
                    .vault(Vault.open(SinkWith.noFacets(bench.store)))
                    .target(DirectoryTarget.into(directory.resolve("r")))
                    .build()
                    .run();
            assertThat(failures(report))
                    .singleElement()
                    .asString()
                    .contains("cannot be asked to thaw", "data/host.example/repo-1/");
        }
    }

    @Nested
    class Requests {

        @Test
        void askingAgainCountsWhatIsOnItsWay() {
            ColdBench bench = new ColdBench(directory, 3);
            RestoreEngine engine = bench.engine();
            Thawing first = engine.thaw(engine.plan(), THREE_DAYS);
            assertThat(first.asked()).isEqualTo(2);
            assertThat(first.underWay()).isZero();
            Thawing second = engine.thaw(engine.plan(), THREE_DAYS);
            assertThat(second.asked()).isZero();
            assertThat(second.underWay()).isEqualTo(2);
            assertThat(second.await(Duration.ofDays(1))).isEmpty();
            assertThat(engine.thaw(engine.plan(), THREE_DAYS).await(Duration.ZERO))
                    .isEmpty();
        }

        @Test
        void aStoreThatDeniesIsNotAskedFurther() {
            ColdBench bench = new ColdBench(directory, 3);
            RestoreEngine engine = bench.engine(failing(() -> new AccessDeniedException("thawing is not allowed")));
            RestorePlan plan = bench.engine().plan();
            assertThatThrownBy(() -> engine.thaw(plan, THREE_DAYS))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("not allowed");
        }

        @Test
        void aRequestThatFailsIsNamedAndTheOthersAreWaitedFor() {
            ColdBench bench = new ColdBench(directory, 3);
            RestorePlan plan = bench.engine().plan();
            BlobKey unlucky = plan.cold().get(0).key();
            Thaw once = new Delegating(bench.thaw()) {
                @Override
                public void thaw(StoredBlob blob, Duration readableFor) {
                    if (blob.key().equals(unlucky)) {
                        throw new UnavailableException("slow down");
                    }
                    super.thaw(blob, readableFor);
                }
            };
            Thawing thawing = bench.engine(once).thaw(plan, THREE_DAYS);
            assertThat(thawing.asked()).isEqualTo(1);
            assertThat(thawing.refused()).singleElement().satisfies(refusal -> {
                assertThat(refusal.blob().key()).isEqualTo(unlucky);
                assertThat(refusal.cause()).hasMessageContaining("slow down");
            });
            assertThat(thawing.await(Duration.ofDays(1))).isEmpty();
            assertThat(bench.engine().plan().cold()).extracting(ColdBlob::key).containsExactly(unlucky);
        }

        @Test
        void nothingIsThawedForNoTime() {
            ColdBench bench = new ColdBench(directory, 2);
            RestoreEngine engine = bench.engine();
            RestorePlan plan = engine.plan();
            assertThatThrownBy(() -> engine.thaw(plan, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Waits {

        @Test
        void itTellsHowMuchIsLeftAndEndsWhenEverythingCanBeRead() {
            ColdBench bench = new ColdBench(directory, 3);
            RestoreEngine engine = bench.engine();
            Thawing thawing = engine.thaw(engine.plan(), THREE_DAYS);
            Instant start = bench.now();
            assertThat(thawing.await(Duration.ofDays(1))).isEmpty();
            assertThat(Duration.between(start, bench.now())).isEqualTo(THAW_TAKES);
            assertThat(bench.heard).containsExactly(2L, 2L, 2L, 2L, 2L);
        }

        @Test
        void itEndsWhenTimeIsUpWithWhatIsLeft() {
            ColdBench bench = new ColdBench(directory, 3);
            RestoreEngine engine = bench.engine();
            Thawing thawing = engine.thaw(engine.plan(), THREE_DAYS);
            Instant start = bench.now();
            assertThat(thawing.await(Duration.ofMinutes(90)))
                    .hasSize(2)
                    .allMatch(blob -> blob.temperature() == Temperature.THAWING);
            assertThat(Duration.between(start, bench.now())).isEqualTo(Duration.ofMinutes(90));
        }

        @Test
        void aLookAtManyThatAreColdAsksOnlyAFew() {
            ColdBench bench = new ColdBench(directory, 130);
            RestoreEngine engine = bench.engine();
            Thawing thawing = engine.thaw(engine.plan(), THREE_DAYS);
            bench.questions.set(0);
            assertThat(thawing.await(Duration.ofHours(4))).hasSize(129);
            assertThat(bench.questions).hasValue(5 * 64);
            bench.questions.set(0);
            assertThat(thawing.await(Duration.ofHours(1))).isEmpty();
            assertThat(bench.questions).hasValue(64 + 129);
        }

        @Test
        void whatCanBeReadEarlyIsKeptReadableUntilTheLastOfIt() {
            ColdBench bench = new ColdBench(directory, 3);
            RestorePlan plan = bench.engine().plan();
            BlobKey slow = plan.cold().get(0).key();
            AtomicInteger looks = new AtomicInteger();
            Thaw uneven = new Delegating(bench.thaw()) {
                @Override
                public Temperature temperature(StoredBlob blob) {
                    boolean late = blob.key().equals(slow) && looks.incrementAndGet() < 8;
                    return late ? Temperature.THAWING : super.temperature(blob);
                }
            };
            // One is slow, and until it can be read the time of the other would be over long ago.
            assertThat(bench.engine(uneven).thaw(plan, Duration.ofHours(2)).await(Duration.ofDays(2)))
                    .isEmpty();
            assertThat(bench.engine().plan().isReadable()).isTrue();
        }

        @Test
        void aStoreThatDoesNotAnswerForAWhileIsAskedAgain() {
            ColdBench bench = new ColdBench(directory, 3);
            RestorePlan plan = bench.engine().plan();
            AtomicInteger looks = new AtomicInteger();
            Map<String, Integer> unanswered = new ConcurrentHashMap<>();
            Thaw flaky = new Delegating(bench.thaw()) {
                @Override
                public Temperature temperature(StoredBlob blob) {
                    if (looks.incrementAndGet() <= 2) {
                        throw new UnavailableException("cable cut");
                    }
                    return super.temperature(blob);
                }
            };
            ThawOptions options = bench.options.withListener(new ThawListener() {
                @Override
                public void waiting(long blobs, long bytes, Instant next) {
                    throw new IllegalStateException("a listener that fails");
                }

                @Override
                public void unanswered(RepobackupException why) {
                    unanswered.merge(String.valueOf(why.getMessage()), 1, Integer::sum);
                }
            });
            Thawing thawing =
                    Thawing.begin(SinkWith.facet(bench.store, flaky), plan.cold(), THREE_DAYS, options, bench.clock);
            assertThat(thawing.await(Duration.ofDays(1))).isEmpty();
            assertThat(unanswered).containsOnlyKeys("cable cut");
        }

        @Test
        void aStoreThatDeniesEndsTheWait() {
            ColdBench bench = new ColdBench(directory, 2);
            RestorePlan plan = bench.engine().plan();
            Thaw denying = new Delegating(bench.thaw()) {
                @Override
                public Temperature temperature(StoredBlob blob) {
                    throw new AccessDeniedException("expired");
                }
            };
            Thawing thawing = bench.engine(denying).thaw(plan, THREE_DAYS);
            assertThatThrownBy(() -> thawing.await(Duration.ofDays(1))).isInstanceOf(AccessDeniedException.class);
        }

        @Test
        void anInterruptEndsItAtOnceAndTheStoreGoesOn() {
            ColdBench bench = new ColdBench(directory, 2);
            RestorePlan plan = bench.engine().plan();
            ThawOptions interrupted = bench.options.withSleeper(pause -> {
                throw new InterruptedException("as a signal would");
            });
            Thawing thawing = Thawing.begin(bench.store, plan.cold(), THREE_DAYS, interrupted, bench.clock);
            assertThatThrownBy(() -> thawing.await(Duration.ofDays(1)))
                    .isInstanceOf(CancelledException.class)
                    .hasMessageContaining("the store goes on");
            assertThat(Thread.interrupted()).isTrue();
            bench.clock.advance(THAW_TAKES);
            assertThat(bench.engine().plan().isReadable()).isTrue();
        }
    }

    private static List<RepobackupException> failures(RestoreReport report) {
        return report.entries().stream()
                .map(Entry::failure)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Thaw failing(Supplier<RepobackupException> failure) {
        return new Thaw() {
            @Override
            public Temperature temperature(StoredBlob blob) {
                throw failure.get();
            }

            @Override
            public void thaw(StoredBlob blob, Duration readableFor) {
                throw failure.get();
            }
        };
    }

    private static class Delegating implements Thaw {

        private final Thaw thaw;

        Delegating(Thaw thaw) {
            this.thaw = thaw;
        }

        @Override
        public Temperature temperature(StoredBlob blob) {
            return thaw.temperature(blob);
        }

        @Override
        public void thaw(StoredBlob blob, Duration readableFor) {
            thaw.thaw(blob, readableFor);
        }
    }
}
