package io.repobackup.samples;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.source.GitSource;
import io.repobackup.core.vault.Vault;
import java.nio.file.Path;

/** A backup and a restore, as short as they get. The README shows these lines. */
public final class TwelveLines {

    private TwelveLines() {}

    /**
     * Backs up repositories and brings them back.
     *
     * @param directory where the backups are kept
     * @param restored an empty or new directory
     * @param urls the addresses of the repositories: URLs or paths
     */
    public static void backUpAndRestore(Path directory, Path restored, String... urls) {
        try (BlobSink sink = FileSystemBlobSink.open(directory)) {
            Vault vault = Vault.openOrCreate(sink);
            BackupEngine backup = BackupEngine.builder()
                    .source(GitSource.of(urls))
                    .vault(vault)
                    .build();
            BackupReport report = backup.run();
            report.throwIfFailed();
            DirectoryTarget target = DirectoryTarget.into(restored);
            RestoreEngine restore =
                    RestoreEngine.builder().vault(vault).target(target).build();
            restore.run().throwIfFailed();
        }
    }
}
