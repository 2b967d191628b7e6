package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.core.git.server.GitHttpBackendServer;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShallowHostTest {

    @TempDir
    Path directory;

    @Test
    void aShallowHistoryIsKeptAsItIsUntilTheHostHasMore() throws IOException {
        try (GitHttpBackendServer host = new GitHttpBackendServer(directory.resolve("host"))) {
            TestRepository whole = host.create("whole.git", ObjectFormat.SHA1);
            for (int i = 0; i < 6; i++) {
                whole.grow("main", "commit " + i);
            }
            TestRepository shallow = host.create("a.git", ObjectFormat.SHA1);
            fetch(shallow, host, "--depth=2");
            try (Backup backup = new Backup(directory, host.endpoint("a.git"))) {
                backup.changed();
                assertThat(backup.content().refs().shallow()).hasSize(1);
                backup.assertRestores(shallow);
                backup.unchanged();
                whole.grow("main", "one more");
                fetch(shallow, host);
                backup.changed();
                assertThat(backup.content().packs()).hasSize(2);
                backup.assertRestores(shallow);
                fetch(shallow, host, "--depth=4");
                backup.changed();
                assertThat(backup.content().packs()).hasSize(1);
                backup.assertRestores(shallow);
                fetch(shallow, host, "--unshallow");
                backup.changed();
                assertThat(backup.content().refs().shallow()).isEmpty();
                backup.assertRestores(shallow);
                backup.unchanged();
            }
        }
    }

    private static void fetch(TestRepository into, GitHttpBackendServer host, String... options) {
        String[] command = new String[options.length + 4];
        command[0] = "fetch";
        command[1] = "-q";
        System.arraycopy(options, 0, command, 2, options.length);
        command[command.length - 2] = host.url("whole.git").toString();
        command[command.length - 1] = "+refs/heads/*:refs/heads/*";
        RealGit.run(into.path(), command);
    }
}
