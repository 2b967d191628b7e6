package io.repobackup.samples.cli;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;

/** The vault that a plan is made for: where there is none yet, an empty one that nobody keeps. */
final class PlanningVault {

    private static final BlobKey SIGNPOST = BlobKey.of("vault.json");

    private PlanningVault() {}

    static <T> T use(BlobSink sink, VaultOptions options, Function<Vault, T> plan) {
        return sink.stat(SIGNPOST).isPresent() ? plan.apply(Vault.open(sink, options)) : withEmptyOne(plan);
    }

    private static <T> T withEmptyOne(Function<Vault, T> plan) {
        try {
            Path folder = Files.createTempDirectory("repobackup-plan");
            try (BlobSink nothing = FileSystemBlobSink.open(folder)) {
                return plan.apply(Vault.openOrCreate(nothing));
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
