package io.repobackup.core.crash;

import io.repobackup.api.outcome.Severity;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.copy.CopyEngine;
import io.repobackup.core.copy.CopyReport;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.rekey.RekeyEngine;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.source.GitSource;
import io.repobackup.core.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A backup, a restore, a copy or a rekeying in a process of its own, to be killed. */
final class CrashingProgram {

    private CrashingProgram() {}

    static Process start(String job, Path directory) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingProgram.class.getName(),
                job,
                directory.toString());
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("errors.txt").toFile()))
                .start();
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[1]);
        Severity severity = switch (arguments[0]) {
            case "backup" -> backUp(directory);
            case "copy" -> copy(directory).severity();
            case "rekey" -> rekey(directory).severity();
            default -> restore(directory);
        };
        System.exit(severity == Severity.OK ? 0 : 1);
    }

    /** Everything in host, into vault. */
    static Severity backUp(Path directory) throws IOException {
        try (FileSystemBlobSink sink = FileSystemBlobSink.open(directory.resolve("vault"))) {
            GitSource.Builder source = GitSource.builder().id("crash");
            for (Path repository : repositories(directory.resolve("host"))) {
                source.repository(repository.toString());
            }
            return BackupEngine.builder()
                    .source(source.build())
                    .vault(Vault.openOrCreate(sink))
                    .scratch(directory)
                    .build()
                    .run()
                    .severity();
        }
    }

    /** Everything in vault, into restored. */
    static Severity restore(Path directory) {
        try (FileSystemBlobSink sink = FileSystemBlobSink.open(directory.resolve("vault"))) {
            return RestoreEngine.builder()
                    .vault(Vault.open(sink))
                    .target(DirectoryTarget.into(directory.resolve("restored")))
                    .build()
                    .run()
                    .severity();
        }
    }

    /** The vault, into copy. */
    static CopyReport copy(Path directory) {
        try (FileSystemBlobSink sink = FileSystemBlobSink.open(directory.resolve("vault"));
                FileSystemBlobSink target = FileSystemBlobSink.open(directory.resolve("copy"))) {
            return CopyEngine.builder()
                    .from(Vault.open(sink))
                    .to(target)
                    .parallelism(1)
                    .build()
                    .run();
        }
    }

    /** What is in vault, into the vault rekeyed. */
    static CopyReport rekey(Path directory) {
        try (FileSystemBlobSink sink = FileSystemBlobSink.open(directory.resolve("vault"));
                FileSystemBlobSink target = FileSystemBlobSink.open(directory.resolve("rekey"))) {
            return RekeyEngine.builder()
                    .from(Vault.open(sink))
                    .to(Vault.openOrCreate(target))
                    .parallelism(1)
                    .build()
                    .run();
        }
    }

    static List<Path> repositories(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return new ArrayList<>(paths.filter(path -> path.toString().endsWith(".git"))
                    .sorted()
                    .toList());
        }
    }
}
