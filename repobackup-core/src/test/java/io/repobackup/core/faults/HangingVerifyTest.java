package io.repobackup.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.core.adopt.AdoptEngine;
import io.repobackup.core.faults.FilledVault.Moment;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import io.repobackup.core.verify.VerifyReport;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Stall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A verification or an adoption that hangs ends when it is interrupted, leaves nothing, and the next one is whole. */
@Timeout(90)
class HangingVerifyTest {

    @TempDir
    Path dir;

    private FilledVault filled;

    @BeforeEach
    void fill() throws IOException {
        filled = new FilledVault(dir);
    }

    private static void await(Stall stall) {
        stall.awaitArrival();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Nested
    class Verifying {

        private VerifyReport verify(Depth depth) {
            return VerifyEngine.builder()
                    .vault(filled.vault())
                    .depth(depth)
                    .scratch(filled.scratch())
                    .build()
                    .run();
        }

        @ParameterizedTest
        @CsvSource({
            "PRESENCE, LIST, BEFORE, log, 1",
            "PRESENCE, LIST, BEFORE, log, 2",
            "PRESENCE, LIST, BEFORE, data, 1",
            "PRESENCE, LIST, HALF_WAY, data, 1",
            "PRESENCE, LIST, BEFORE, runs, 1",
            "PRESENCE, OPEN, BEFORE, catalog, 1",
            "PRESENCE, OPEN, BEFORE, vault.json, 1",
            "PRESENCE, OPEN, HALF_WAY, log, 1",
            "DIGESTS, OPEN, BEFORE, data, 1",
            "DIGESTS, OPEN, HALF_WAY, data, 2",
            "DIGESTS, OPEN, HALF_WAY, data, 4",
            "CONNECTED, OPEN, BEFORE, data, 1",
            "CONNECTED, OPEN, HALF_WAY, data, 2",
            "DRILL, OPEN, BEFORE, data, 2",
            "DRILL, OPEN, HALF_WAY, data, 3",
            "DRILL, OPEN, BEFORE, data, 5",
            "DRILL, LIST, BEFORE, log, 3",
        })
        void aStoreThatHangs(Depth depth, SinkOperation operation, Moment moment, String folder, int number)
                throws Exception {
            Stall stall = filled.stall(operation, moment, folder, number);
            var call = InterruptedCall.of(() -> verify(depth), () -> await(stall));
            VerifyReport report = call.ended().result();
            assertThat(report.complete()).isFalse();
            assertThat(report.damages()).isEmpty();
            assertThat(report.resumeAfter()).isEmpty();
            filled.nothingIsLeft();
            filled.heal();
            isWhole(verify(depth));
        }

        @Test
        void aReportOfADrillThatIsNeverTakenCostsTheReportOnly() throws Exception {
            Stall stall = filled.stall(SinkOperation.PUT, Moment.BEFORE, "runs", 1);
            var call = InterruptedCall.of(() -> verify(Depth.DRILL), () -> await(stall));
            VerifyReport report = call.ended().result();
            assertThat(report.complete()).isTrue();
            assertThat(report.drill()).isEqualTo(Optional.empty());
            assertThat(report.damages()).singleElement().asString().contains("the report of the drill");
            filled.nothingIsLeft();
            filled.heal();
            isWhole(verify(Depth.DRILL));
        }

        /** Some clients tell of an interrupt as of a lost connection. */
        @Test
        void whatFailsByTheInterruptIsNoDamage() throws Exception {
            CountDownLatch hanging = filled.stallAndFail(SinkOperation.OPEN, "data");
            var call = InterruptedCall.of(() -> verify(Depth.DIGESTS), () -> await(hanging));
            VerifyReport report = call.ended().result();
            assertThat(report.complete()).isFalse();
            assertThat(report.damages()).isEmpty();
            filled.nothingIsLeft();
        }

        @Test
        void whatFailsByTheInterruptWhileItBeginsIsNoFailure() throws Exception {
            CountDownLatch hanging = filled.stallAndFail(SinkOperation.LIST, "");
            var call = InterruptedCall.of(() -> verify(Depth.PRESENCE), () -> await(hanging));
            assertThat(call.ended().result().complete()).isFalse();
            filled.nothingIsLeft();
        }

        private void isWhole(VerifyReport report) {
            assertThat(report.complete()).isTrue();
            assertThat(report.severity()).as("%s", report).isEqualTo(Severity.OK);
            filled.nothingIsLeft();
        }
    }

    @Nested
    class Adopting {

        private AdoptEngine engine() {
            return AdoptEngine.builder().vault(filled.vault()).build();
        }

        @ParameterizedTest
        @CsvSource({
            "LIST, BEFORE, log, 1",
            "OPEN, BEFORE, log, 1",
            "OPEN, HALF_WAY, log, 1",
            "LIST, BEFORE, catalog, 1",
            "OPEN, BEFORE, catalog, 1",
            "PUT, BEFORE, catalog, 1",
        })
        void aStoreThatHangs(SinkOperation operation, Moment moment, String folder, int number) throws Exception {
            Stall stall = filled.stall(operation, moment, folder, number);
            var call = InterruptedCall.of(() -> engine().run(), () -> await(stall));
            assertThat(call.ended().failure()).isInstanceOf(CancelledException.class);
            filled.nothingIsLeft();
            filled.heal();
            assertThat(engine().run().catalogs()).hasSize(1);
            filled.nothingIsLeft();
        }

        @Test
        void aPlanThatHangs() throws Exception {
            Stall stall = filled.stall(SinkOperation.OPEN, Moment.BEFORE, "log", 1);
            var call = InterruptedCall.of(() -> engine().plan(), () -> await(stall));
            assertThat(call.ended().failure()).isInstanceOf(CancelledException.class);
            filled.nothingIsLeft();
        }

        @Test
        void threadsAreDaemonsAndNamed() throws Exception {
            Stall stall = filled.stall(SinkOperation.OPEN, Moment.BEFORE, "log", 1);
            var call = InterruptedCall.of(() -> engine().plan(), () -> {
                await(stall);
                assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> thread.getName().startsWith("repobackup-adopt-"))
                        .isNotEmpty()
                        .allMatch(Thread::isDaemon);
            });
            call.ended();
            filled.nothingIsLeft();
        }
    }
}
