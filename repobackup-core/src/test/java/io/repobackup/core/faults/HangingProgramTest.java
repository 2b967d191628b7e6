package io.repobackup.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.vault.Vault;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.source.InMemorySource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A git program that hangs, as on a network disk that is gone, ends with the run that started it. */
@Timeout(90)
class HangingProgramTest {

    private static final long NET_SECONDS = 30;

    @TempDir
    Path dir;

    private final InMemoryBlobSink store = InMemoryBlobSink.on(java.time.Clock.systemUTC());
    private final InMemorySource source = InMemorySource.named("test");
    private TestRepository repository;
    private Path scratch;

    @BeforeEach
    void open() throws IOException {
        scratch = Files.createDirectory(dir.resolve("scratch"));
        repository = TestRepository.create(dir.resolve("r.git"), ObjectFormat.SHA256);
        repository.grow("main", "one");
        source.offer(new SubjectOffer(
                RemoteRepository.builder(new RepositoryId("host.example", "1"))
                        .name("acme/one")
                        .url(URI.create("https://host.example/acme/one"))
                        .build(),
                List.of(PartOffer.git(Part.GIT, GitEndpoint.of(repository.path().toUri())))));
    }

    private BackupReport backUp(Duration stallTimeout) {
        return BackupEngine.builder()
                .source(source)
                .vault(Vault.openOrCreate(store))
                .scratch(scratch)
                .stallTimeout(stallTimeout)
                .build()
                .run();
    }

    @Test
    void itHangsBeforeItTellsRefs() throws Exception {
        Path pipe = pipe(repository.path().resolve("objects/info/alternates"));
        // Opening waits for a reader, who then waits for an end that does not come.
        List<ProcessHandle> seen = new ArrayList<>();
        try (Held held = new Held()) {
            var call = InterruptedCall.of(() -> backUp(Duration.ofMinutes(15)), () -> {
                held.open(pipe);
                seen.addAll(programs());
            });
            isCancelled(call, seen);
        }
        Files.delete(pipe);
        isWhole();
    }

    @Test
    void theProgramThatItPacksWithHangs() throws Exception {
        ObjectId blob = repository.blob("one");
        Path object = repository
                .path()
                .resolve("objects")
                .resolve(blob.hex().substring(0, 2))
                .resolve(blob.hex().substring(2));
        Path aside = Files.move(object, dir.resolve("aside"));
        pipe(object);
        List<ProcessHandle> seen = new ArrayList<>();
        var call = InterruptedCall.of(
                () -> backUp(Duration.ofMinutes(15)), () -> seen.addAll(awaitProgram("pack-objects")));
        isCancelled(call, seen);
        Files.delete(object);
        Files.move(aside, object);
        isWhole();
    }

    @Test
    void aStallTimeoutEndsItToo() throws Exception {
        Path pipe = pipe(repository.path().resolve("objects/info/alternates"));
        BackupReport report = backUp(Duration.ofMillis(300));
        assertThat(report.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.outcome())
                        .isInstanceOfSatisfying(
                                Outcome.Failed.class,
                                failed -> assertThat(failed.cause()).hasMessageContaining("stall")));
        haveEnded(programs());
        nothingIsLeft();
        Files.delete(pipe);
        isWhole();
    }

    private void isCancelled(InterruptedCall<BackupReport> call, List<ProcessHandle> programs) throws Exception {
        assertThat(programs).isNotEmpty();
        BackupReport report = call.ended().result();
        assertThat(report.counts()).containsExactly(java.util.Map.entry("cancelled", 1L));
        haveEnded(programs);
        nothingIsLeft();
    }

    private void isWhole() {
        assertThat(backUp(Duration.ofMinutes(15)).severity()).isEqualTo(Severity.OK);
        nothingIsLeft();
    }

    private void nothingIsLeft() {
        Threads.assertNoneIsLeft();
        assertThat(scratch).isEmptyDirectory();
        assertThat(store.openUploads()).isZero();
    }

    private static void haveEnded(List<ProcessHandle> programs) throws Exception {
        for (ProcessHandle program : programs) {
            // What is killed is gone when its parent has heard of it, or who takes care of orphans.
            program.onExit().get(NET_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Those that read this test's repository; other tests may run in this process. */
    private List<ProcessHandle> programs() {
        try (Stream<ProcessHandle> all = ProcessHandle.current().descendants()) {
            return all.filter(program -> isOurs(program)
                            || program.parent().filter(this::isOurs).isPresent())
                    .toList();
        }
    }

    private boolean isOurs(ProcessHandle program) {
        return commandLine(program).contains(dir.toString());
    }

    private static String commandLine(ProcessHandle program) {
        return program.info().commandLine().orElse("");
    }

    private List<ProcessHandle> awaitProgram(String name) {
        CountDownLatch never = new CountDownLatch(1);
        try {
            for (int look = 0; look < NET_SECONDS * 50; look++) {
                List<ProcessHandle> now = programs();
                if (now.stream().anyMatch(program -> commandLine(program).contains(name))) {
                    return now;
                }
                never.await(20, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError(name + " was not started");
    }

    private static Path pipe(Path place) throws Exception {
        Process made =
                new ProcessBuilder("mkfifo", place.toString()).inheritIO().start();
        assertThat(made.waitFor()).as("the status of mkfifo").isZero();
        return place;
    }

    /** The writing end of a pipe. */
    private static final class Held implements AutoCloseable {

        private OutputStream end = OutputStream.nullOutputStream();

        void open(Path pipe) {
            try {
                end = Files.newOutputStream(pipe);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            end.close();
        }
    }
}
