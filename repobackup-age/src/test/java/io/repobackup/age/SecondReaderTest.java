package io.repobackup.age;

import static io.repobackup.age.AgeSinks.RECOVERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader that was written from docs/FORMAT.md alone says what to do with an encrypted vault, and that is enough. */
class SecondReaderTest {

    private static final Path READER = Path.of("../repobackup-core/src/test/resources/reader/vault_reader.py");

    private final Path dir;
    private final EncryptedBench bench;

    SecondReaderTest(@TempDir Path dir) {
        this.dir = dir;
        this.bench = new EncryptedBench(dir);
    }

    @BeforeEach
    void fill() {
        AgeProgram.require();
        requirePython();
        bench.create();
        bench.commit("one");
        bench.backUp();
    }

    @Test
    void anEncryptedVaultIsRefusedWithWhatToDo() {
        AgeProgram.Ended ended = read("list", bench.place.toString());
        assertThat(ended.status()).isNotZero();
        assertThat(ended.errors())
                .startsWith("error: encrypted: ")
                .contains("'age'", "age -d -i KEYFILE", "restore.md");
    }

    @Test
    void aDecryptedCopyIsReadAndRestored() throws IOException {
        Path copy = decryptedCopy();
        assertThat(read("list", copy.toString()).text()).contains("tool");
        AgeProgram.Ended ended =
                read("restore", copy.toString(), dir.resolve("back").toString(), "tool");
        assertThat(ended.errors()).isEmpty();
        assertThat(bench.history(dir.resolve("back/git.git"))).isEqualTo(bench.history(bench.repository));
    }

    @Test
    void aFileThatWasForgottenIsNamedAsEncrypted() throws IOException {
        Path copy = decryptedCopy();
        Path forgotten = bench.bundles().get(0);
        Files.write(copy.resolve(bench.place.relativize(forgotten)), Files.readAllBytes(forgotten));
        AgeProgram.Ended ended =
                read("restore", copy.toString(), dir.resolve("back").toString(), "tool");
        assertThat(ended.status()).isNotZero();
        assertThat(ended.errors())
                .startsWith("error: encrypted: ")
                .contains(bench.place.relativize(forgotten).toString());
    }

    /** As the reader says: every file but those that are plain, with age, under its own name. */
    private Path decryptedCopy() throws IOException {
        Path copy = dir.resolve("copy");
        List<Path> files;
        try (Stream<Path> all = Files.walk(bench.place)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String key = bench.place.relativize(file).toString();
            Path to = copy.resolve(key);
            Files.createDirectories(to.getParent());
            byte[] stored = Files.readAllBytes(file);
            boolean plain = key.startsWith("vault") || key.startsWith("restore");
            Files.write(to, plain ? stored : AgeProgram.decrypt(stored, RECOVERY, dir));
        }
        return copy;
    }

    private static AgeProgram.Ended read(String... arguments) {
        List<String> command = new ArrayList<>(List.of("python3", READER.toString()));
        command.addAll(List.of(arguments));
        return AgeProgram.run(new byte[0], command.toArray(String[]::new));
    }

    private static void requirePython() {
        String path = String.valueOf(System.getenv("PATH"));
        boolean there = Stream.of(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as("python3 is on the path").isTrue();
        }
        assumeTrue(there, "SKIPPED: needs python3 on the path");
    }
}
