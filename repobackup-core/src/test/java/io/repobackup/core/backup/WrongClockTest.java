package io.repobackup.core.backup;

import static io.repobackup.core.backup.Bench.ISSUES;
import static io.repobackup.core.backup.Bench.issues;
import static io.repobackup.core.backup.Bench.put;
import static io.repobackup.core.backup.Bench.putting;
import static io.repobackup.core.backup.Bench.repository;
import static io.repobackup.core.backup.Bench.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.json.Gzip;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.testkit.time.FakeClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of a worker is wrong, or was. The bench's clock is the store's. */
class WrongClockTest {

    private static final Duration YEAR = Duration.ofDays(365);

    private final Bench bench = new Bench();
    private final FakeClock worker = FakeClock.at(bench.clock.instant());
    private final Vault vault = Vault.open(bench.sink, VaultOptions.defaults().withClock(worker));

    @TempDir
    Path dir;

    private BackupReport run() {
        return BackupEngine.builder()
                .source(bench.source)
                .vault(vault)
                .recheckWithin(1)
                .build()
                .run();
    }

    private static PartOffer weekly(String content) {
        return issues(putting(1, Map.of("1", "\"" + content + "\""))).withCheckEvery(Duration.ofDays(7));
    }

    private Instant time(long number) {
        return vault.log(Bench.id(1)).read(number).orElseThrow().time();
    }

    private void pass(Duration time) {
        bench.clock.advance(time);
        worker.advance(time);
    }

    @Nested
    class AgainstTheStore {

        @Test
        void aClockAheadIsAnAlarm() {
            worker.advance(YEAR);
            assertThat(run().alarms()).singleElement().asString().contains("365 days ahead of the store's");
        }

        @Test
        void aClockBehindIsAnAlarm() {
            worker.advance(Duration.ofHours(-3));
            assertThat(run().alarms()).singleElement().asString().contains("3 hours behind the store's");
        }

        @Test
        void aQuarterOfAnHourIsNone() {
            worker.advance(Duration.ofMinutes(15));
            assertThat(run().alarms()).isEmpty();
            worker.advance(Duration.ofMillis(1));
            assertThat(run().alarms()).hasSize(1);
        }
    }

    @Nested
    class OnceAYearAhead {

        private void once() {
            worker.advance(YEAR);
            bench.source.offer(repository(1, weekly("then")));
            run();
            worker.advance(YEAR.negated());
        }

        @Test
        void aLookInTheFutureKeepsNothingFromBeingDue() {
            once();

            assertThat(run().counts()).isEqualTo(Map.of("stored", 1L));
            assertThat(run().counts()).isEqualTo(Map.of("not-due", 1L));
            pass(Duration.ofDays(7));
            assertThat(run().counts()).isEqualTo(Map.of("stored", 1L));
        }

        @Test
        void aLookInTheFutureOfAMarkedPartKeepsItNotFromBeingDue() {
            worker.advance(YEAR);
            PartOffer marked = weekly("then").withMark(new ChangeMark("m"));
            bench.source.offer(repository(1, marked));
            run();
            worker.advance(YEAR.negated());

            assertThat(run().counts()).isEqualTo(Map.of("stored", 1L));
            assertThat(run().counts()).isEqualTo(Map.of("unchanged", 1L));
        }

        @Test
        void theTimesOfRecordsGoOnByMillisecondsAndTheAlarmNamesTheRecord() {
            once();

            BackupReport report = run();

            assertThat(time(2)).isEqualTo(time(1).plusMillis(1));
            assertThat(report.alarms())
                    .singleElement()
                    .asString()
                    .contains(
                            SubjectKeys.of(Bench.id(1)).record(1).text(),
                            "365 days ahead",
                            "before that time does not see it",
                            "newest state is not affected");
            assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
        }

        @Test
        void theNewestIsRestoredAndAMomentBeforeTheRecordsSeesNothingAndSaysSo() {
            once();
            bench.source.offer(repository(1, weekly("now")));
            run();

            assertThat(bench.restore(dir.resolve("newest"))
                            .entries()
                            .get(0)
                            .snapshot()
                            .orElseThrow()
                            .number())
                    .isEqualTo(2);
            var now = bench.restore(dir.resolve("now"), builder -> builder.asOf(worker.instant()))
                    .entries()
                    .get(0);
            assertThat(now.snapshot()).isEmpty();
            assertThat(now.notes()).singleElement().asString().contains("ahead of this machine's clock");
        }

        @Test
        void theCatalogIsWholeAgainWithinADay() {
            bench.source.offer(List.of(
                    repository(1, weekly("1")),
                    repository(2, weekly("2")),
                    repository(3, weekly("3")),
                    repository(4, weekly("4"))));
            worker.advance(YEAR);
            run();
            worker.advance(YEAR.negated());
            bench.source.offer(repository(1, weekly("now")));
            run();

            String newest = bench.store.keys().stream()
                    .filter(key -> key.text().startsWith("catalog/"))
                    .reduce((first, second) -> second)
                    .map(key -> new String(Gzip.expand(bench.store.content(key), 1 << 20), StandardCharsets.UTF_8))
                    .orElseThrow();
            assertThat(newest.lines().findFirst().orElseThrow()).doesNotContain("\"base\"");
        }
    }

    @Nested
    class BackAndForth {

        @Test
        void aClockThatJumpsDuringCapturesSkipsNothing() {
            Duration[] jumps = {YEAR, YEAR.multipliedBy(-2), Duration.ofHours(5), YEAR, Duration.ofHours(-5)};
            bench.source.offer(IntStream.range(0, 20)
                    .mapToObj(i -> repository(i, issues((subject, context) -> {
                        put(context, Map.of("1", "" + i));
                        worker.advance(Duration.ofMinutes(i % 2 == 0 ? 700 : -900));
                        return new Captured.Changed(state(i));
                    })))
                    .toList());

            for (Duration jump : jumps) {
                worker.advance(jump);
                BackupReport report = run();
                assertThat(report.counts()).isEqualTo(Map.of("stored", 20L));
            }

            for (int i = 0; i < 20; i++) {
                assertThat(vault.history(Bench.id(i)))
                        .hasSize(jumps.length)
                        .isSortedAccordingTo(Comparator.comparing(snapshot -> snapshot.time()));
            }
        }

        @Test
        void aBudgetThatTheClockLeapsOverDefersAndTheNextRunTakesIt() {
            AtomicInteger captures = new AtomicInteger();
            bench.source.offer(IntStream.range(0, 4)
                    .mapToObj(i -> repository(
                            i,
                            issues((subject, context) -> {
                                        put(context, Map.of("1", "" + i));
                                        if (captures.getAndIncrement() == 0) {
                                            worker.advance(YEAR);
                                        }
                                        return new Captured.Changed(state(i));
                                    })
                                    .withMark(new ChangeMark("m"))))
                    .toList());
            BackupEngine engine = BackupEngine.builder()
                    .source(bench.source)
                    .vault(vault)
                    .timeBudget(Duration.ofHours(1))
                    .parallelism(1)
                    .build();

            assertThat(engine.run().counts())
                    .as("the first is too old to be recorded, and may not be captured again")
                    .isEqualTo(Map.of("deferred", 4L));
            assertThat(run().counts()).isEqualTo(Map.of("stored", 4L));
        }

        @Test
        void whatIsGoneAndReturnsUnderAJumpingClockIsRecordedInOrder() {
            bench.source.offer(repository(1, weekly("1")), repository(2, weekly("2")));
            run();
            worker.advance(YEAR.negated());
            bench.source.offer(repository(2, weekly("2")));
            run();
            worker.advance(YEAR.multipliedBy(3));
            bench.source.offer(repository(1, weekly("1")), repository(2, weekly("2")));
            run();

            assertThat(vault.log(Bench.id(1))
                            .records()
                            .map(record -> record.kind().word()))
                    .startsWith("snapshot", "gone", "returned");
            assertThat(vault.log(Bench.id(1)).head().record().orElseThrow().part(ISSUES))
                    .isPresent();
        }
    }
}
