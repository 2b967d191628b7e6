package io.repobackup.benchmarks;

import io.repobackup.age.AgeBlobSink;
import io.repobackup.age.AgeIdentity;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.source.Source;
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

    /** {@code backup URL VAULT SCRATCH [KEY-FILE]} or {@code restore VAULT DIRECTORY}. */
    public static void main(String[] args) {
        if (args[0].equals("restore")) {
            restore(Path.of(args[1]), Path.of(args[2]));
        } else if (args.length == 4) {
            backUp(args[1], Path.of(args[2]), Path.of(args[3]));
        } else {
            backUpEncrypted(args[1], Path.of(args[2]), Path.of(args[3]), Keys.read(Path.of(args[4])));
        }
    }

    static void backUp(String url, Path vault, Path scratch) {
        try (FileSystemBlobSink sink = FileSystemBlobSink.open(vault)) {
            backUp(GitSource.of(url), sink, scratch);
        }
    }

    /** The same into an encrypted vault, for one key that is recovery key and worker's key alike. */
    static void backUpEncrypted(String url, Path vault, Path scratch, AgeIdentity key) {
        try (BlobSink sink = encrypted(vault, key)) {
            backUp(GitSource.of(url), sink, scratch);
        }
    }

    static void backUp(Source source, BlobSink sink, Path scratch) {
        BackupReport report = BackupEngine.builder()
                .source(source)
                .vault(Vault.openOrCreate(sink))
                .scratch(scratch)
                .build()
                .run();
        report.throwIfFailed();
        if (report.severity() != Severity.OK) {
            throw new IllegalStateException("not everything was backed up: " + report);
        }
    }

    static void restore(Path vault, Path into) {
        try (FileSystemBlobSink sink = FileSystemBlobSink.open(vault)) {
            restore(sink, into);
        }
    }

    static void restoreEncrypted(Path vault, Path into, AgeIdentity key) {
        try (BlobSink sink = encrypted(vault, key)) {
            restore(sink, into);
        }
    }

    private static void restore(BlobSink sink, Path into) {
        RestoreEngine.builder()
                .vault(Vault.open(sink))
                .target(DirectoryTarget.into(into))
                .build()
                .run()
                .throwIfFailed();
    }

    private static BlobSink encrypted(Path vault, AgeIdentity key) {
        return AgeBlobSink.over(FileSystemBlobSink.open(vault))
                .dataRecipient(key.recipient())
                .stateRecipient(key.recipient())
                .identity(key)
                .build();
    }
}
