package io.repobackup.age;

import static io.repobackup.age.AgeSinks.RECOVERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.outcome.Severity;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.restore.RestoreReport;
import io.repobackup.core.source.GitSource;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import io.repobackup.core.verify.VerifyReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A repository, an encrypted vault of it in a directory, and the programs that work on it with their keys. */
final class EncryptedBench {

    final Path place;
    final Path repository;

    private final Path dir;
    private int restores;

    EncryptedBench(Path dir) {
        this.dir = dir;
        this.place = dir.resolve("vault");
        this.repository = dir.resolve("tool");
        git(dir, "init", "-q", "-b", "main", repository.toString());
    }

    void commit(String name) {
        write(repository.resolve(name), (name + "\n").repeat(20_000));
        git(repository, "add", "-A");
        git(repository, "-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-q", "-m", name);
    }

    /** The sink as a process with these keys has it. */
    AgeBlobSink sink(AgeIdentity... identities) {
        return AgeSinks.over(FileSystemBlobSink.open(place), identities);
    }

    /** Makes the vault, as its owner does once. */
    Vault create() {
        return Vault.openOrCreate(AgeBlobSink.over(FileSystemBlobSink.open(place))
                .dataRecipient(RECOVERY.recipient())
                .stateRecipient(AgeSinks.STATE_KEY.recipient())
                .identity(AgeSinks.STATE_KEY)
                .provedBy(RECOVERY)
                .build());
    }

    Vault open(AgeIdentity... identities) {
        return Vault.open(sink(identities));
    }

    BackupReport backUp(Vault vault) {
        return BackupEngine.builder()
                .source(GitSource.builder()
                        .id("test")
                        .repository(GitEndpoint.of(repository.toUri()))
                        .build())
                .vault(vault)
                .scratch(dir)
                .build()
                .run();
    }

    /** Backs up as a worker does that has the state key alone. */
    void backUp() {
        BackupReport report = backUp(open(AgeSinks.STATE_KEY));
        assertThat(report.severity()).as("%s", report).isEqualTo(Severity.OK);
    }

    RestoreReport restore(Vault vault) {
        return RestoreEngine.builder()
                .vault(vault)
                .target(DirectoryTarget.into(dir.resolve("restored" + ++restores)))
                .build()
                .run();
    }

    /** The repository that the last restore brought back. */
    Path restored() {
        return find(dir.resolve("restored" + restores), ".git");
    }

    VerifyReport verify(Depth depth, AgeIdentity... identities) {
        return VerifyEngine.builder()
                .vault(open(identities))
                .depth(depth)
                .scratch(dir)
                .build()
                .run();
    }

    /** The stored bundles, in no order. */
    List<Path> bundles() {
        return all(place.resolve("data"), ".bundle");
    }

    String history(Path of) {
        return git(of, "log", "--all", "--format=%H %s");
    }

    static String git(Path where, String... arguments) {
        String[] command = Stream.concat(Stream.of("git", "-C", where.toString()), Stream.of(arguments))
                .toArray(String[]::new);
        AgeProgram.Ended ended = AgeProgram.run(new byte[0], command);
        assertThat(ended.status())
                .as("git %s: %s", List.of(arguments), ended.errors())
                .isZero();
        return ended.text();
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String content) {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Path find(Path below, String ending) {
        return all(below, ending).get(0);
    }

    private static List<Path> all(Path below, String ending) {
        try (Stream<Path> paths = Files.walk(below)) {
            return paths.filter(path -> path.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
