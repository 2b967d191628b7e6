package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.core.git.server.GitHost;
import io.repobackup.core.git.server.GitHttpBackendServer;
import io.repobackup.core.git.server.JGitServletServer;
import io.repobackup.core.git.server.LocalPathHost;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyRefsTest {

    private static final int MANY = 50_000;

    @TempDir
    Path directory;

    @Test
    void fiftyThousandRefsOverHttpBackend() throws IOException {
        captures(new GitHttpBackendServer(directory.resolve("host")));
    }

    @Test
    void fiftyThousandRefsOverJGitsServlet() throws IOException {
        captures(new JGitServletServer(directory.resolve("host")));
    }

    @Test
    void fiftyThousandRefsFromALocalPath() throws IOException {
        captures(new LocalPathHost(directory.resolve("host")));
    }

    private void captures(GitHost host) throws IOException {
        TestRepository repository = host.create("a.git", ObjectFormat.SHA1);
        ObjectId[] commits = new ObjectId[10];
        commits[0] = repository.grow("main", "commit 0");
        for (int i = 1; i < commits.length; i++) {
            commits[i] = repository.grow("main", "commit " + i);
        }
        pack(repository, commits);
        try (host;
                Backup backup = new Backup(directory, host.endpoint("a.git"))) {
            assertThat(backup.changed().content().refs().refs()).hasSize(MANY + 1);
            backup.assertRestores(repository);
            repository.set("refs/pull/50001/head", repository.grow("main", "one more"));
            backup.changed();
            backup.assertRestores(repository);
            backup.unchanged();
        }
    }

    private static void pack(TestRepository repository, ObjectId... commits) {
        StringBuilder packed = new StringBuilder("# pack-refs with: peeled fully-peeled sorted \n");
        for (int i = 0; i < MANY; i++) {
            packed.append(commits[i % commits.length])
                    .append(" refs/pull/")
                    .append(String.format("%05d", i))
                    .append("/head\n");
        }
        repository.write("packed-refs", packed.toString());
    }
}
