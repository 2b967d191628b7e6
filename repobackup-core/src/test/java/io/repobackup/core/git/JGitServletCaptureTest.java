package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.core.git.server.GitHost;
import io.repobackup.core.git.server.JGitServletServer;
import java.nio.file.Path;

class JGitServletCaptureTest extends CaptureCases {

    @Override
    GitHost host(Path root) {
        return new JGitServletServer(root);
    }

    @Override
    void assertRequests(String... expected) {
        assertThat(host.requests()).hasSize(expected.length).allMatch("POST /a.git/git-upload-pack"::equals);
    }

    @Override
    boolean tellsUnbornHead() {
        return false;
    }

    @Override
    boolean tellsSymbolicBranches() {
        return false;
    }
}
