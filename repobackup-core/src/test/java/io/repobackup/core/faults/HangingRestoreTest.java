package io.repobackup.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.restore.Fidelity;
import io.repobackup.api.restore.RestorableSubject;
import io.repobackup.api.restore.RestoreContext;
import io.repobackup.api.restore.RestoreTarget;
import io.repobackup.api.subject.Part;
import io.repobackup.core.faults.FilledVault.Moment;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.restore.RestoreReport;
import io.repobackup.testkit.sink.SinkOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A restore that hangs, wherever it is, ends when it is interrupted, leaves nothing, and the next one goes on. */
@Timeout(90)
class HangingRestoreTest {

    @TempDir
    Path dir;

    private FilledVault filled;
    private Path into;

    @BeforeEach
    void fill() throws IOException {
        filled = new FilledVault(dir);
        into = dir.resolve("restored");
    }

    private RestoreReport restore(RestoreTarget target) {
        return RestoreEngine.builder()
                .vault(filled.vault())
                .target(target)
                .scratch(filled.scratch())
                .parallelism(2)
                .build()
                .run();
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, BEFORE, data, 1",
        "OPEN, HALF_WAY, data, 1",
        "OPEN, BEFORE, data, 2",
        "OPEN, HALF_WAY, data, 2",
        "OPEN, BEFORE, data, 3",
        "OPEN, HALF_WAY, data, 3",
        "OPEN, HALF_WAY, data, 4",
        "OPEN, HALF_WAY, data, 5",
        "OPEN, BEFORE, log, 1",
        "OPEN, HALF_WAY, log, 2",
        "LIST, BEFORE, log, 1",
        "LIST, BEFORE, log, 2",
        "LIST, HALF_WAY, '', 1",
    })
    void aStoreThatHangs(SinkOperation operation, Moment moment, String folder, int number) throws Exception {
        var stall = filled.stall(operation, moment, folder, number);
        DirectoryTarget target = DirectoryTarget.into(into);
        var call = InterruptedCall.of(() -> restore(target), stall::awaitArrival);
        assertThat(call.ended().failure()).isInstanceOf(CancelledException.class);
        filled.nothingIsLeft();
        whatIsThereIsWhole();
        filled.heal();
        isWhole(restore(DirectoryTarget.into(into)));
    }

    @Test
    void theSameTargetGoesOnToo() throws Exception {
        var stall = filled.stall(SinkOperation.OPEN, Moment.HALF_WAY, "data", 3);
        DirectoryTarget target = DirectoryTarget.into(into);
        InterruptedCall.of(() -> restore(target), stall::awaitArrival).ended();
        filled.heal();
        isWhole(restore(target));
    }

    @Test
    void aTargetThatHangs() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        RestoreTarget target = new Hanging(context -> {
            hanging.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                context.checkCancelled();
            }
        });
        var call = InterruptedCall.of(() -> restore(target), () -> await(hanging));
        assertThat(call.ended().failure()).isInstanceOf(CancelledException.class);
        filled.nothingIsLeft();
        isWhole(restore(DirectoryTarget.into(into)));
    }

    @Test
    void aTargetThatIgnoresInterruptsIsWaitedForAndToldWhenItAsks() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch ignored = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        RestoreTarget target = new Hanging(context -> {
            hanging.countDown();
            boolean over = false;
            while (!over) {
                try {
                    released.await();
                    over = true;
                } catch (InterruptedException e) {
                    ignored.countDown();
                }
            }
            try {
                context.checkCancelled();
            } catch (CancelledException e) {
                told.countDown();
            }
        });
        var call = InterruptedCall.of(() -> restore(target), () -> await(hanging));
        await(ignored);
        assertThat(call.goesOn()).isTrue();
        released.countDown();
        assertThat(call.ended().failure()).isInstanceOf(CancelledException.class);
        await(told);
        filled.nothingIsLeft();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Nothing waits under another name, and what has its own is what it has to be. */
    private void whatIsThereIsWhole() throws IOException {
        assertThat(leftovers()).isEmpty();
        if (Files.exists(repository())) {
            assertThat(GitWorld.whole(repository()))
                    .isEqualTo(filled.repository().state());
        }
        Path issues = into.resolve("acme/one/issues");
        if (Files.exists(issues)) {
            assertThat(issues.resolve("issues.jsonl")).isNotEmptyFile();
            assertThat(issues.resolve("contents.jsonl")).isNotEmptyFile();
        }
    }

    private void isWhole(RestoreReport report) throws IOException {
        assertThat(report.severity()).as("%s", report).isEqualTo(Severity.OK);
        assertThat(GitWorld.whole(repository())).isEqualTo(filled.repository().state());
        assertThat(into.resolve("acme/one/issues/issues.jsonl")).isNotEmptyFile();
        assertThat(into.resolve("acme/one/issues/contents.jsonl")).isNotEmptyFile();
        assertThat(leftovers()).isEmpty();
        assertThat(into.resolve(".repobackup-restore")).doesNotExist();
        filled.nothingIsLeft();
    }

    private Path repository() {
        return into.resolve("acme/one.git");
    }

    private List<Path> leftovers() throws IOException {
        if (!Files.exists(into)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(into)) {
            return paths.filter(path -> path.getFileName().toString().endsWith(".partial"))
                    .toList();
        }
    }

    /** A target that takes what it is given, and then something else happens. */
    private record Hanging(java.util.function.Consumer<RestoreContext> then) implements RestoreTarget {

        @Override
        public Fidelity assess(RestorableSubject subject) {
            return new Fidelity(List.of(), List.of(), List.of());
        }

        @Override
        public OptionalLong freeSpaceInBytes() {
            return OptionalLong.empty();
        }

        @Override
        public void restore(RestorableSubject subject, RestoreContext context) {
            for (Part part : subject.parts()) {
                if (!subject.gitParts().contains(part)) {
                    subject.kinds(part)
                            .forEach(kind -> subject.lines(part, kind).close());
                }
            }
            then.accept(context);
        }
    }
}
