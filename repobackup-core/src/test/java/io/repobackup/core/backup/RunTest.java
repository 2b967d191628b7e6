package io.repobackup.core.backup;

import static io.repobackup.core.backup.Bench.LANE;
import static io.repobackup.core.backup.Bench.issues;
import static io.repobackup.core.backup.Bench.put;
import static io.repobackup.core.backup.Bench.putting;
import static io.repobackup.core.backup.Bench.repository;
import static io.repobackup.core.backup.Bench.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.event.BackupEvent;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.BlockedException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RateLimitedException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.api.subject.Part;
import io.repobackup.core.vault.key.Ulid;
import io.repobackup.core.vault.run.RunReport;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RunTest {

    private final Bench bench = new Bench();

    private static Snapshotter failing(RepobackupException failure) {
        return (subject, context) -> {
            throw failure;
        };
    }

    private static Map<Part, Outcome> outcomes(BackupReport report) {
        return report.entries().stream()
                .collect(Collectors.toMap(BackupReport.Entry::part, BackupReport.Entry::outcome));
    }

    @Nested
    class Outcomes {

        private Outcome of(RepobackupException failure) {
            bench.source.offer(repository(1, issues(failing(failure))));
            return outcomes(bench.engine().run()).get(Bench.ISSUES);
        }

        @Test
        void eachFailureEndsAsWhatTheUserCanDo() {
            Instant later = Instant.parse("2030-01-01T00:00:00Z");
            assertThat(of(new AccessDeniedException("403", "issues:read")))
                    .isInstanceOfSatisfying(
                            Outcome.Forbidden.class,
                            forbidden -> assertThat(forbidden.permission()).contains("issues:read"));
            assertThat(of(new BlockedException("451", "https://host.example/notice")))
                    .isEqualTo(new Outcome.Blocked("https://host.example/notice"));
            assertThat(of(new RateLimitedException("wait", later))).isEqualTo(new Outcome.Deferred(later, "wait"));
            NotFoundException gone = new NotFoundException("404");
            assertThat(of(gone)).isEqualTo(new Outcome.Failed(gone));
        }

        @Test
        void oneFailureStopsNothingElse() {
            List<SubjectOffer> offers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                offers.add(repository(
                        i, issues(i % 2 == 0 ? putting(1, Map.of("1", "1")) : failing(new NotFoundException("404")))));
            }
            bench.source.offer(offers);
            BackupReport report = bench.engine().run();
            assertThat(report.counts()).isEqualTo(Map.of("stored", 10L, "failed", 10L));
            assertThat(report.severity()).isEqualTo(Severity.FAILED);
            assertThatThrownBy(report::throwIfFailed)
                    .hasMessageContaining("10 parts")
                    .hasMessageContaining("404");
        }

        @Test
        void aProgrammingErrorOfASnapshotterIsItsOwnFailureOnly() {
            bench.source.offer(
                    repository(
                            1, issues((subject, context) -> List.<Captured>of().get(0))),
                    repository(2, issues(putting(1, Map.of("1", "1")))));
            assertThat(bench.engine().run().counts()).isEqualTo(Map.of("stored", 1L, "failed", 1L));
        }

        @Test
        void aHostThatDidNotAnswerIsAskedOnceMore() {
            AtomicInteger calls = new AtomicInteger();
            bench.source.offer(repository(1, issues((subject, context) -> {
                if (calls.incrementAndGet() == 1) {
                    throw new UnavailableException("cut");
                }
                put(context, Map.of("1", "1"));
                return new Captured.Changed(state(1));
            })));
            assertThat(bench.engine().run().counts()).isEqualTo(Map.of("stored", 1L));
            bench.source.offer(repository(2, issues((subject, context) -> {
                calls.incrementAndGet();
                throw new UnavailableException("cut");
            })));
            assertThat(bench.engine().run().counts()).isEqualTo(Map.of("failed", 1L));
            assertThat(calls).hasValue(4);
        }

        @Test
        void aPartThatFailedIsToldByTheLogAndTheLastGoodOneStays() {
            bench.source.offer(repository(1, issues(putting(1, Map.of("1", "1")))));
            bench.engine().run();
            bench.source.offer(repository(1, issues(failing(new NotFoundException("404")))));
            bench.engine().run();
            bench.engine().run();
            var head = bench.vault.log(Bench.id(1)).head().record().orElseThrow();
            assertThat(head.number()).isEqualTo(2);
            assertThat(head.part(Bench.ISSUES).orElseThrow().outcome()).isEqualTo("failed");
            assertThat(head.metadata(Bench.ISSUES)).isPresent();
        }
    }

    @Nested
    class Marks {

        private final AtomicInteger captures = new AtomicInteger();

        private PartOffer marked(String mark) {
            return issues((subject, context) -> {
                        put(context, Map.of("" + captures.incrementAndGet(), "1"));
                        return new Captured.Changed(state(captures.get()));
                    })
                    .withMark(new ChangeMark(mark));
        }

        @Test
        void anEqualMarkCostsNothingAndWritesNothing() {
            List<SubjectOffer> offers = IntStream.range(0, 50)
                    .mapToObj(i -> repository(i, marked("m1")))
                    .toList();
            bench.source.offer(offers);
            bench.engine().run();
            long puts = bench.sink.calls(SinkOperation.PUT);
            long opens = bench.sink.calls(SinkOperation.OPEN);
            BackupReport second = bench.engine().run();
            assertThat(second.counts()).isEqualTo(Map.of("unchanged", 50L));
            assertThat(captures).hasValue(50);
            assertThat(bench.sink.calls(SinkOperation.PUT) - puts)
                    .as("begin, catalog (for the source's state), report")
                    .isEqualTo(3);
            assertThat(bench.sink.calls(SinkOperation.OPEN) - opens).isLessThanOrEqualTo(6);
        }

        @Test
        void anotherMarkIsTaken() {
            bench.source.offer(repository(1, marked("m1")));
            bench.engine().run();
            bench.source.offer(repository(1, marked("m2")));
            assertThat(bench.engine().plan(Scope.everything()).toTake()).hasSize(1);
            assertThat(bench.engine().run().counts()).isEqualTo(Map.of("stored", 1L));
        }

        @Test
        void theMarkOfAFailureIsNotKept() {
            bench.source.offer(repository(1, marked("m1")));
            bench.engine().run();
            bench.source.offer(
                    repository(1, issues(failing(new NotFoundException("404"))).withMark(new ChangeMark("m2"))));
            bench.engine().run();
            bench.source.offer(repository(1, marked("m2")));
            assertThat(bench.engine().run().counts()).isEqualTo(Map.of("stored", 1L));
        }

        @Test
        void withoutAMarkAPartIsDueAfterItsAge() {
            bench.source.offer(repository(
                    1, issues(putting(1, Map.of("1", "1"))).withCheckEvery(Duration.ofDays(7))));
            bench.engine().run();
            bench.clock.advance(Duration.ofDays(6));
            assertThat(bench.engine().run().counts()).isEqualTo(Map.of("not-due", 1L));
            bench.clock.advance(Duration.ofDays(1));
            assertThat(bench.engine().run().counts()).isEqualTo(Map.of("stored", 1L));
        }

        @Test
        void aPlanWritesNothing() {
            bench.source.offer(repository(1, marked("m1")));
            var before = bench.store.keys();
            BackupPlan plan = bench.engine().plan(Scope.everything());
            assertThat(plan.steps()).singleElement().satisfies(step -> {
                assertThat(step.intent()).isEqualTo(BackupPlan.Intent.TAKE);
                assertThat(step.reason()).isEqualTo("never captured");
            });
            assertThat(bench.store.keys()).isEqualTo(before);
        }
    }

    @Nested
    class Scopes {

        @Test
        void oneSubjectIsLookedUpWithoutAnInventory() {
            bench.source.offer(
                    repository(1, issues(putting(1, Map.of("1", "1")))),
                    repository(2, issues(putting(1, Map.of("1", "1")))));
            assertThat(bench.engine().run(Scope.only(Bench.id(2))).entries())
                    .extracting(entry -> entry.subject().id())
                    .isEqualTo(List.of(Bench.id(2)));
            assertThat(bench.source.inventories()).isZero();
        }

        @Test
        void aSubjectThatTheSourceDoesNotHaveIsAnError() {
            assertThatThrownBy(() -> bench.engine().run(Scope.only(Bench.id(9))))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("host.example/9");
        }

        @Test
        void onePartLeavesTheOthersAlone() {
            PartOffer labels = PartOffer.of(Bench.LABELS, LANE, putting(1, Map.of("l", "1")))
                    .withAfter(Bench.ISSUES);
            bench.source.offer(repository(1, issues(failing(new NotFoundException("404"))), labels));
            BackupReport report = bench.engine().run(Scope.everything().parts(Bench.LABELS));
            assertThat(report.counts()).isEqualTo(Map.of("stored", 1L));
        }
    }

    @Nested
    class Endings {

        @Test
        void theReportIsInTheVault() {
            bench.source.offer(
                    repository(1, issues(putting(1, Map.of("1", "1")))),
                    repository(2, issues(failing(new NotFoundException("404")))));
            BackupReport report = bench.engine().run();
            RunReport stored = bench.vault.runs().report(new Ulid(report.run())).orElseThrow();
            assertThat(stored.counts()).isEqualTo(report.counts());
            assertThat(stored.severity()).isEqualTo(Severity.FAILED);
            assertThat(stored.entries()).hasSize(2);
        }

        @Test
        void aStoreThatCannotBeWrittenFailsTheRunBeforeAnythingIsAsked() {
            bench.source.offer(repository(1, issues(putting(1, Map.of("1", "1")))));
            bench.sink.inject(
                    SinkOperation.PUT, Trigger.always(), Fault.error(() -> new AccessDeniedException("read-only")));
            assertThatThrownBy(() -> bench.engine().run()).isInstanceOf(AccessDeniedException.class);
            assertThat(bench.source.inventories()).isZero();
        }

        @Test
        void aSourceWithoutAnInventoryFailsTheRunAndLeavesAReport() {
            bench.source.fail(() -> new UnavailableException("page 7 is missing"));
            assertThatThrownBy(() -> bench.engine().run()).hasMessageContaining("page 7");
            try (var runs = bench.vault.runs().all()) {
                Ulid run = runs.findFirst().orElseThrow();
                assertThat(bench.vault.runs().report(run).orElseThrow().severity())
                        .isEqualTo(Severity.FAILED);
            }
        }

        @Test
        void everyPartHasExactlyOneEnding() {
            bench.source.offer(
                    repository(1, issues(putting(1, Map.of("1", "1"))).withMark(new ChangeMark("m"))),
                    repository(2, issues(failing(new NotFoundException("404")))));
            bench.engine().run();
            bench.events.clear();
            bench.engine().run();
            assertThat(bench.events.stream().filter(BackupEvent.PartEnded.class::isInstance))
                    .hasSize(2);
            assertThat(bench.events.get(0)).isInstanceOf(BackupEvent.RunStarted.class);
            assertThat(bench.events.get(bench.events.size() - 1)).isInstanceOf(BackupEvent.RunEnded.class);
        }

        @Test
        void anErrorOfAListenerHarmsNothing() {
            bench.source.offer(
                    repository(1, issues(putting(1, Map.of("1", "1")))),
                    repository(2, issues(putting(1, Map.of("1", "1")))));
            BackupReport report = bench.engine(builder -> builder.listener(event -> {
                        throw new NoClassDefFoundError("a/class/of/the/listener");
                    }))
                    .run();
            assertThat(report.counts()).isEqualTo(Map.of("stored", 2L));
        }

        @Test
        void anErrorOfASnapshotterFailsItsPartOnly() {
            bench.source.offer(
                    repository(1, issues((subject, context) -> {
                        throw new NoClassDefFoundError("a/class/of/the/adapter");
                    })),
                    repository(2, issues(putting(1, Map.of("1", "1")))));
            assertThat(bench.engine().run().counts()).isEqualTo(Map.of("stored", 1L, "failed", 1L));
        }

        @Test
        void aThreadThatDiesFailsTheRunHoweverEarly() {
            bench.source.offer(repository(1, issues(putting(1, Map.of("1", "1")))));
            List<Runnable> accepted = new ArrayList<>();
            assertThatThrownBy(() -> bench.engine(builder -> builder.parallelism(2)
                                    .executor(task -> {
                                        accepted.add(task);
                                        if (accepted.size() == 2) {
                                            throw new java.util.concurrent.RejectedExecutionException("full");
                                        }
                                        task.run();
                                    }))
                            .run())
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("full");
        }

        @Test
        void aCatalogThatCannotBeWrittenIsAnAlarmAndTheOutcomesAreTold() {
            bench.source.offer(repository(1, issues(putting(1, Map.of("1", "1")))));
            bench.sink.inject(
                    SinkOperation.PUT,
                    Trigger.matching(key -> key.contains("catalog")),
                    Fault.error(() -> new UnavailableException("503")));
            BackupReport report = bench.engine().run();
            assertThat(report.counts()).isEqualTo(Map.of("stored", 1L));
            assertThat(report.alarms()).singleElement().asString().contains("The catalog", "503");
            bench.sink.heal();
            assertThat(bench.engine().run().severity()).isEqualTo(Severity.OK);
            assertThat(bench.vault.history(Bench.id(1))).hasSize(2);
        }

        @Test
        void aListenerThatThrowsHarmsNothing() {
            bench.source.offer(repository(1, issues(putting(1, Map.of("1", "1")))));
            BackupReport report = bench.engine(builder -> builder.listener(event -> {
                        throw new IllegalStateException("broken listener");
                    }))
                    .run();
            assertThat(report.severity()).isEqualTo(Severity.OK);
        }

        @Test
        void aCancelledRunGivesEveryPartAnEnding() throws Exception {
            CountDownLatch captureBegan = new CountDownLatch(1);
            Snapshotter waiting = (subject, context) -> {
                captureBegan.countDown();
                while (true) {
                    context.checkCancelled();
                    Thread.onSpinWait();
                }
            };
            bench.source.offer(IntStream.range(0, 10)
                    .mapToObj(i -> repository(i, issues(waiting)))
                    .toList());
            Run<BackupReport> run = bench.engine().start(Scope.everything());
            captureBegan.await();
            run.cancel();
            BackupReport report = run.join();
            assertThat(report.counts()).isEqualTo(Map.of("cancelled", 10L));
            assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
        }

        @Test
        void anInterruptedCallerCancelsAndStaysInterrupted() {
            bench.source.offer(repository(1, issues((subject, context) -> {
                while (true) {
                    context.checkCancelled();
                    Thread.onSpinWait();
                }
            })));
            Thread caller = Thread.currentThread();
            BackupReport report = bench.engine(builder -> builder.listener(event -> {
                        if (event instanceof BackupEvent.PartStarted) {
                            caller.interrupt();
                        }
                    }))
                    .run();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.counts()).isEqualTo(Map.of("cancelled", 1L));
        }

        @Test
        void whatIsNotBegunWithinTheBudgetIsDeferred() {
            Snapshotter slow = (subject, context) -> {
                bench.clock.advance(Duration.ofMinutes(40));
                put(context, Map.of("1", "1"));
                return new Captured.Changed(state(1));
            };
            bench.source.offer(IntStream.range(0, 4)
                    .mapToObj(i -> repository(i, issues(slow)))
                    .toList());
            BackupReport report = bench.engine(
                            builder -> builder.timeBudget(Duration.ofHours(1)).parallelism(1))
                    .run();
            assertThat(report.counts()).isEqualTo(Map.of("stored", 2L, "deferred", 2L));
        }

        @Test
        void aCaptureThatStandsStillIsInterruptedAndTriedOnceMore() {
            AtomicInteger captures = new AtomicInteger();
            bench.source.offer(repository(1, issues((subject, context) -> {
                if (captures.incrementAndGet() == 1) {
                    standStill();
                }
                put(context, Map.of("1", "1"));
                return new Captured.Changed(state(1));
            })));
            BackupReport report = bench.engine(builder -> builder.stallTimeout(Duration.ofMillis(200)))
                    .run();
            assertThat(report.counts()).isEqualTo(Map.of("stored", 1L));
            assertThat(captures).hasValue(2);
        }

        @Test
        void aCaptureThatKeepsStandingStillFailsAndSaysSo() {
            bench.source.offer(repository(1, issues((subject, context) -> {
                standStill();
                return new Captured.Same("never");
            })));
            BackupReport report = bench.engine(builder -> builder.stallTimeout(Duration.ofMillis(200)))
                    .run();
            assertThat(report.entries())
                    .singleElement()
                    .extracting(BackupReport.Entry::outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.cause()).hasMessageContaining("nothing had moved"));
        }

        /** Hangs as a socket does, until it is interrupted. */
        private void standStill() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new io.repobackup.api.failure.CancelledException("interrupted", e);
            }
        }

        @Test
        void noThreadIsLeft() {
            bench.source.offer(repository(1, issues(putting(1, Map.of("1", "1")))));
            bench.engine().run();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.isAlive() && thread.getName().startsWith("repobackup-"))
                    .allSatisfy(thread -> thread.join(10_000))
                    .noneMatch(Thread::isAlive);
        }
    }

    @Nested
    class Races {

        @Test
        void twoRunsOnOneSubjectBothEndWell() throws Exception {
            Snapshotter meeting = (subject, context) -> {
                int at = context.previous().isPresent() ? 2 : 1;
                put(context, Map.of("from-" + at, "1"));
                return new Captured.Changed(state(at));
            };
            bench.source.offer(repository(1, issues(meeting)));
            List<Run<BackupReport>> runs = List.of(
                    bench.engine().start(Scope.everything()), bench.engine().start(Scope.everything()));
            for (Run<BackupReport> run : runs) {
                assertThat(run.join().severity()).isEqualTo(Severity.OK);
            }
            assertThat(bench.vault.history(Bench.id(1))).hasSize(2);
        }
    }
}
