package io.repobackup.core.backup;

import io.repobackup.core.capture.MetadataCapture;
import io.repobackup.core.git.GitCapture;
import io.repobackup.core.git.lfs.LfsReaders;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.run.RunStart;
import io.repobackup.http.HttpClient;
import java.util.Optional;

/**
 * What captures parts during one run. Closes the HTTP client when the run made it.
 *
 * <p><i>Thread-safe.</i>
 */
record Captures(
        Vault vault,
        RunStart start,
        Scope scope,
        RunControl control,
        StallWatch stalls,
        Turns turns,
        GitCapture git,
        MetadataCapture metadata,
        LfsReaders lfs,
        Optional<HttpClient> own)
        implements AutoCloseable {

    static Captures open(
            BackupSettings settings, RunStart start, Scope scope, RunControl control, StallWatch stalls, Turns turns) {
        Optional<HttpClient> own = settings.http().isPresent()
                ? Optional.empty()
                : Optional.of(HttpClient.builder().listener(turns).build());
        HttpClient http = settings.http().or(() -> own).orElseThrow();
        return new Captures(
                settings.vault(),
                start,
                scope,
                control,
                stalls,
                turns,
                settings.gitCapture(http),
                new MetadataCapture(settings.clock()),
                new LfsReaders(http, settings.clock()),
                own);
    }

    @Override
    public void close() {
        own.ifPresent(HttpClient::close);
    }
}
