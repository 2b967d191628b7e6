package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.outcome.Severity;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.restore.RestoreReport;
import io.repobackup.core.source.GitSource;
import io.repobackup.core.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupEngineTest {

    @TempDir
    Path dir;

    @Test
    void whatWasBackedUpComesBackAsACopy() throws Exception {
        Path repo = dir.resolve("work");
        git(dir, "init", "-q", "-b", "main", "work");
        commit(repo, "one");
        git(repo, "tag", "-a", "v1", "-m", "first");
        Vault vault = Vault.openOrCreate(FileSystemBlobSink.open(dir.resolve("vault")));
        BackupEngine engine = BackupEngine.builder()
                .source(GitSource.of(repo.toString()))
                .vault(vault)
                .build();
        BackupReport first = engine.run();
        first.throwIfFailed();
        assertThat(first.severity()).isEqualTo(Severity.OK);
        assertThat(first.counts()).containsEntry("stored", 1L);

        BackupReport second = engine.run();
        assertThat(second.counts()).containsEntry("unchanged", 1L);
        commit(repo, "two");
        BackupReport third = engine.run();
        third.throwIfFailed();
        assertThat(third.entries().get(0).outcome()).isInstanceOf(Outcome.Stored.class);

        RestoreReport restored = RestoreEngine.builder()
                .vault(vault)
                .target(DirectoryTarget.into(dir.resolve("restored")))
                .build()
                .run();
        restored.throwIfFailed();
        Path bare = dir.resolve("restored/work.git");
        assertThat(git(bare, "show-ref", "-d", "--head")).isEqualTo(git(repo, "show-ref", "-d", "--head"));
        assertThat(git(bare, "symbolic-ref", "HEAD")).isEqualTo("refs/heads/main\n");
        assertThat(git(bare, "fsck", "--full", "--strict")).isEmpty();
    }

    private static void commit(Path repo, String text) throws Exception {
        Files.writeString(repo.resolve("file"), text);
        git(repo, "add", "-A");
        git(repo, "-c", "user.name=T", "-c", "user.email=t@example", "commit", "-q", "-m", text);
    }

    private static String git(Path where, String... args) throws Exception {
        java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of("git", "-C", where.toString()));
        command.addAll(java.util.List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(false);
        builder.environment().put("GIT_COMMITTER_NAME", "T");
        builder.environment().put("GIT_COMMITTER_EMAIL", "t@example");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(err).isZero();
        return out;
    }
}
