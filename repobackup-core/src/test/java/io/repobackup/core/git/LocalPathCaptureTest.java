package io.repobackup.core.git;

import io.repobackup.core.git.server.GitHost;
import io.repobackup.core.git.server.LocalPathHost;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocalPathCaptureTest extends CaptureCases {

    @Override
    GitHost host(Path root) {
        return new LocalPathHost(root);
    }

    @Override
    void assertRequests(String... expected) {
        // There are none to count.
    }

    @Test
    void sha256IsReadThroughTheGitProgram() throws IOException {
        repository = host.create("b.git", ObjectFormat.SHA256);
        try (Backup b = new Backup(directory, host.endpoint("b.git"))) {
            b.changed();
            ObjectId tip = repository.grow("main", "one");
            repository.tag("v1", "commit", tip);
            b.changed();
            b.assertRestores(repository);
            repository.grow("main", "two");
            b.changed();
            b.assertRestores(repository);
            b.unchanged();
        }
    }
}
