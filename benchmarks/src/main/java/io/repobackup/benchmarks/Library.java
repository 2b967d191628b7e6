package io.repobackup.benchmarks;

import io.repobackup.api.outcome.Severity;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.source.GitSource;
import io.repobackup.core.vault.Vault;
import java.nio.file.Path;

/** The library as its users use it; also a program, for a fresh JVM. */
final class Library {

    private Library() {}

    /** {@code backup URL VAULT SCRATCH} or {@code restore VAULT DIRECTORY}. */
    public static void main(String[] args) {
        if (args[0].equals("backup")) {
            backUp(args[1], Path.of(args[2]), Path.of(args[3]));
        } else {
            restore(Path.of(args[1]), Path.of(args[2]));
        }
    }

    static void backUp(String url, Path vault, Path scratch) {
        try (FileSystemBlobSink sink = FileSystemBlobSink.open(vault)) {
            BackupReport report = BackupEngine.builder()
                    .source(GitSource.of(url))
                    .vault(Vault.openOrCreate(sink))
                    .scratch(scratch)
                    .build()
                    .run();
            report.throwIfFailed();
            if (report.severity() != Severity.OK) {
                throw new IllegalStateException("not everything was backed up: " + report);
            }
        }
    }

    static void restore(Path vault, Path into) {
        try (FileSystemBlobSink sink = FileSystemBlobSink.open(vault)) {
            RestoreEngine.builder()
                    .vault(Vault.open(sink))
                    .target(DirectoryTarget.into(into))
                    .build()
                    .run()
                    .throwIfFailed();
        }
    }
}
