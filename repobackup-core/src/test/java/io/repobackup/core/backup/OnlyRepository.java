package io.repobackup.core.backup;

import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/** Brings the only repository of a vault back. */
final class OnlyRepository {

    private OnlyRepository() {}

    /** As it was at a moment, into a new directory. */
    static Path restored(Vault vault, Path target, Instant moment) {
        RestoreEngine.builder()
                .vault(vault)
                .target(DirectoryTarget.into(target))
                .asOf(moment)
                .build()
                .run()
                .throwIfFailed();
        try (Stream<Path> paths = Files.walk(target, 4)) {
            return paths.filter(path -> path.toString().endsWith(".git"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
