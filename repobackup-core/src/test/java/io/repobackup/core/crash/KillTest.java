package io.repobackup.core.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Severity;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.SameRepository;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import io.repobackup.core.verify.VerifyReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes killed at random moments, also two at once on one vault: the next run succeeds, every snapshot that was
 * committed restores to a state that the repository had, and the newest to the repository as it is.
 */
class KillTest {

    private static final int REPOSITORIES = 3;

    @TempDir
    Path dir;

    private final List<TestRepository> repositories = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private int kills;

    @Test
    void twentyKillsLoseNothing() throws Exception {
        killManyTimes(20, new Random(20));
    }

    @Test
    @Tag("long")
    void aThousandKillsLoseNothing() throws Exception {
        killManyTimes(1_000, new Random(1_000));
    }

    private void killManyTimes(int wanted, Random random) throws Exception {
        for (int i = 0; i < REPOSITORIES; i++) {
            repositories.add(TestRepository.create(dir.resolve("host/r" + i + ".git"), ObjectFormat.SHA1));
            change(i, "first");
        }
        long whole = timeOf("backup");
        while (kills < wanted) {
            change(random.nextInt(REPOSITORIES), "change " + kills);
            kill("backup", random, whole, random.nextInt(3) == 0 ? 2 : 1);
            if (random.nextInt(3) == 0) {
                kill("restore", random, whole, 1);
            }
            if (random.nextInt(8) == 0) {
                assertSound();
            }
        }
        assertSound();
        assertEverySnapshotIsAStateThatWas();
    }

    private void change(int repository, String text) {
        repositories.get(repository).grow("main", text);
        states.add(refs(repositories.get(repository).path()));
    }

    private long timeOf(String job) throws Exception {
        long start = System.nanoTime();
        assertThat(CrashingProgram.start(job, dir).waitFor()).isZero();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private void kill(String job, Random random, long whole, int processes) throws Exception {
        List<Process> running = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            running.add(CrashingProgram.start(job, dir));
        }
        for (Process process : running) {
            if (!process.waitFor(random.nextLong(whole + 1), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                kills++;
            }
        }
    }

    /** The next runs succeed, whatever was killed before, and bring back the repositories as they are. */
    private void assertSound() throws IOException {
        assertThat(CrashingProgram.backUp(dir)).as(errors()).isEqualTo(Severity.OK);
        finishRestore();
        assertThat(CrashingProgram.restore(dir)).as(errors()).isEqualTo(Severity.OK);
        for (TestRepository repository : repositories) {
            SameRepository.assertSame(
                    dir.resolve("restored").resolve(repository.path().getFileName()), repository.path());
        }
        delete(dir.resolve("restored"));
        assertNothingIsDamaged();
    }

    /** What the killed left behind is orphans: no record names it, and nothing that a record names is missing or wrong. */
    private void assertNothingIsDamaged() throws IOException {
        try (FileSystemBlobSink sink = FileSystemBlobSink.open(dir.resolve("vault"))) {
            for (Depth depth : List.of(Depth.DIGESTS, Depth.CONNECTED)) {
                VerifyReport report = VerifyEngine.builder()
                        .vault(Vault.open(sink))
                        .depth(depth)
                        .build()
                        .run();
                assertThat(report.damages()).as("after " + kills + " kills").isEmpty();
                assertThat(report.subjects()).isEqualTo(REPOSITORIES);
            }
        }
    }

    /**
     * A restore that was killed goes on with the records it began with, or was complete; what it brings back are states
     * that were.
     */
    private void finishRestore() throws IOException {
        Path restored = dir.resolve("restored");
        if (Files.exists(restored)) {
            if (Files.exists(restored.resolve(".repobackup-restore/journal.jsonl"))) {
                assertThat(CrashingProgram.restore(dir)).as(errors()).isEqualTo(Severity.OK);
            } else {
                assertThat(CrashingProgram.repositories(restored).size())
                        .as("nothing or everything is there without a journal")
                        .isIn(0, REPOSITORIES);
            }
            for (Path repository : CrashingProgram.repositories(restored)) {
                assertThat(states).contains(refs(repository));
            }
        }
        delete(restored);
    }

    private void assertEverySnapshotIsAStateThatWas() throws IOException {
        try (FileSystemBlobSink sink = FileSystemBlobSink.open(dir.resolve("vault"))) {
            Vault vault = Vault.open(sink);
            List<SubjectId> subjects;
            try (Stream<SubjectId> all = vault.subjects()) {
                subjects = all.toList();
            }
            for (SubjectId subject : subjects) {
                for (SnapshotInfo snapshot : vault.history(subject)) {
                    Path target = dir.resolve("snapshot");
                    RestoreEngine.builder()
                            .vault(vault)
                            .target(DirectoryTarget.into(target))
                            .snapshot(subject, snapshot.number())
                            .build()
                            .run()
                            .throwIfFailed();
                    Path repository = CrashingProgram.repositories(target).get(0);
                    assertThat(states).contains(refs(repository));
                    assertThat(RealGit.attempt(repository, new byte[0], "fsck", "--full", "--no-dangling")
                                    .status())
                            .isZero();
                    delete(target);
                }
            }
        }
    }

    private static String refs(Path repository) {
        return RealGit.run(repository, "for-each-ref");
    }

    private String errors() throws IOException {
        Path errors = dir.resolve("errors.txt");
        return "after " + kills + " kills; " + (Files.exists(errors) ? Files.readString(errors) : "");
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
