package io.repobackup.core.backup;

import io.repobackup.api.git.GitEndpoint;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.source.GitSource;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.WorkerKeys;
import io.repobackup.testkit.time.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** One repository on its way through the engine into a directory, and back. */
final class RoundTrip implements AutoCloseable {

    final FakeClock clock = FakeClock.create();
    final Vault vault;

    private final Path dir;
    private final FileSystemBlobSink sink;
    private int restores;

    RoundTrip(Path dir) {
        this.dir = dir;
        this.sink = FileSystemBlobSink.open(dir.resolve("vault"));
        this.vault = Vault.openOrCreate(sink, VaultOptions.defaults().withClock(clock));
    }

    /** A run, an hour after whatever came before. */
    BackupReport run(GitEndpoint repository) {
        clock.advance(Duration.ofHours(1));
        return BackupEngine.builder()
                .source(GitSource.builder().id("test").repository(repository).build())
                .vault(Vault.open(WorkerKeys.withoutDataKey(sink), vault.options()))
                .scratch(dir)
                .build()
                .run();
    }

    /** The repository as it was at a moment. */
    Path restored(Instant moment) {
        return OnlyRepository.restored(vault, dir.resolve("restored-" + restores++), moment);
    }

    @Override
    public void close() {
        sink.close();
    }
}
