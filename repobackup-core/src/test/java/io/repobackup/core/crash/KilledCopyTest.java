package io.repobackup.core.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.copy.CopyReport;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.verify.Damage;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that copy or rekey are killed in the middle, also two at once: the next run completes what they left. */
class KilledCopyTest {

    private static final int KILLS = 4;

    @TempDir
    Path dir;

    @BeforeEach
    void fill() throws IOException {
        List<TestRepository> repositories = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            repositories.add(TestRepository.create(dir.resolve("host/r" + i + ".git"), ObjectFormat.SHA1));
        }
        for (String moment : List.of("first", "second", "third")) {
            repositories.forEach(repository -> repository.grow("main", moment));
            CrashingProgram.backUp(dir);
        }
    }

    @Test
    void aKilledCopyIsCompletedByTheNext() throws Exception {
        kill("copy", CrashingProgram::copy);
        try (FileSystemBlobSink sink = FileSystemBlobSink.open(dir.resolve("copy"))) {
            assertSound(Vault.open(sink));
        }
        assertThat(bytes(dir.resolve("copy")).equals(bytes(dir.resolve("vault"))))
                .as("the copy is the vault")
                .isTrue();
    }

    @Test
    void aKilledRekeyingIsCompletedByTheNext() throws Exception {
        kill("rekey", CrashingProgram::rekey);
        try (FileSystemBlobSink sink = FileSystemBlobSink.open(dir.resolve("rekey"));
                FileSystemBlobSink old = FileSystemBlobSink.open(dir.resolve("vault"))) {
            Vault vault = Vault.open(sink);
            assertSound(vault);
            assertThat(moments(vault)).isEqualTo(moments(Vault.open(old)));
        }
    }

    private void kill(String job, Function<Path, CopyReport> run) throws Exception {
        int inTheMiddle = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long before = files(dir.resolve(job));
            Process first = CrashingProgram.start(job, dir);
            Process second = kill % 2 == 0 ? first : CrashingProgram.start(job, dir);
            while (first.isAlive() && files(dir.resolve(job)) < before + 4) {
                first.waitFor(1, TimeUnit.MILLISECONDS);
            }
            inTheMiddle += first.isAlive() ? 1 : 0;
            first.destroyForcibly().waitFor();
            second.destroyForcibly().waitFor();
        }
        CopyReport report = run.apply(dir);
        report.throwIfFailed();
        assertThat(inTheMiddle).as("killed before they were through").isPositive();
        assertThat(report.present()).isPositive();
        assertThat(run.apply(dir).copied()).isZero();
    }

    private static void assertSound(Vault vault) {
        assertThat(VerifyEngine.builder()
                        .vault(vault)
                        .depth(Depth.CONNECTED)
                        .build()
                        .run()
                        .damages()
                        .map(Damage::text))
                .isEmpty();
    }

    private static Map<String, List<Instant>> moments(Vault vault) {
        Map<String, List<Instant>> moments = new TreeMap<>();
        try (Stream<SubjectId> subjects = vault.subjects()) {
            subjects.forEach(subject -> moments.put(
                    subject.toString(),
                    vault.history(subject).stream().map(SnapshotInfo::time).toList()));
        }
        return moments;
    }

    private static long files(Path directory) throws IOException {
        return Files.exists(directory) ? stored(directory).size() : 0;
    }

    private static Map<String, String> bytes(Path directory) throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        for (Path file : stored(directory)) {
            bytes.put(
                    directory.relativize(file).toString(),
                    new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return bytes;
    }

    /** What is there under a key. */
    private static List<Path> stored(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.iterate(file, Path::getParent)
                            .takeWhile(path -> !path.equals(directory))
                            .noneMatch(path -> path.getFileName().toString().startsWith(".")))
                    .toList();
        } catch (UncheckedIOException e) {
            return List.of();
        }
    }
}
