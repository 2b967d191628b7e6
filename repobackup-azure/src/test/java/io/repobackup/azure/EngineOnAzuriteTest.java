package io.repobackup.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.source.GitSource;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository goes into a vault on Azurite, grows, is verified, and comes back. */
class EngineOnAzuriteTest {

    @TempDir
    Path directory;

    @Test
    void aRepositoryThatGrowsComesBackAsItWas() throws Exception {
        String container = Azurite.newContainer();
        Path repository = directory.resolve("host/project");
        Files.createDirectories(repository);
        git(repository, "init", "--quiet", "--initial-branch=main");
        commit(repository, "first");
        backUp(container, repository);
        commit(repository, "second");
        git(repository, "tag", "v1");
        BackupReport increment = backUp(container, repository);
        assertThat(increment.storedBytes()).isPositive();
        String refs = git(repository, "show-ref");

        try (AzureBlobSink sink = sink(container)) {
            Vault vault = Vault.open(sink);
            assertThat(VerifyEngine.builder()
                            .vault(vault)
                            .depth(Depth.DIGESTS)
                            .build()
                            .run()
                            .damages())
                    .isEmpty();
            Path restored = directory.resolve("restored");
            RestoreEngine.builder()
                    .vault(vault)
                    .target(DirectoryTarget.into(restored))
                    .build()
                    .run()
                    .throwIfFailed();
            Path back = bareRepositoryBelow(restored);
            assertThat(git(back, "show-ref")).isEqualTo(refs);
            assertThat(git(back, "fsck", "--full", "--strict")).isEmpty();
            assertThat(git(back, "log", "--format=%s", "main")).isEqualTo("second\nfirst\n");
        }
    }

    private BackupReport backUp(String container, Path repository) {
        try (AzureBlobSink sink = sink(container)) {
            BackupReport report = BackupEngine.builder()
                    .source(GitSource.of(repository.toString()))
                    .vault(Vault.openOrCreate(sink))
                    .scratch(directory)
                    .build()
                    .run();
            assertThat(report.severity()).isEqualTo(Severity.OK);
            return report;
        }
    }

    private static AzureBlobSink sink(String container) {
        return Azurite.sink(container).prefix(BlobKey.of("tenant/one")).build();
    }

    private static void commit(Path repository, String subject) throws Exception {
        Files.writeString(repository.resolve("file"), subject.repeat(1_000));
        git(repository, "add", "file");
        git(repository, "-c", "user.name=n", "-c", "user.email=e@x", "commit", "--quiet", "-m", subject);
    }

    private static Path bareRepositoryBelow(Path restored) throws IOException {
        try (Stream<Path> files = Files.walk(restored)) {
            return files.filter(file -> file.endsWith("packed-refs"))
                    .map(Path::getParent)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String git(Path folder, String... arguments) throws Exception {
        List<String> command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as("%s", command).isZero();
        return output;
    }
}
