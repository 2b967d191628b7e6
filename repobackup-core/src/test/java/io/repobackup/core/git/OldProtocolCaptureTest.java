package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.core.git.server.Fault;
import io.repobackup.core.git.server.GitHost;
import io.repobackup.core.git.server.GitHttpBackendServer;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that knows version 0 of the protocol only. */
class OldProtocolCaptureTest extends CaptureCases {

    private static final String ASK = "POST /a.git/git-upload-pack";
    private static final String ADVERTISEMENT = "GET /a.git/info/refs?service=git-upload-pack";

    @Override
    GitHost host(Path root) {
        GitHttpBackendServer server = new GitHttpBackendServer(root);
        server.speakOldProtocol();
        return server;
    }

    @Override
    void assertRequests(String... expected) {
        List<String> requests = new ArrayList<>();
        for (String request : expected) {
            requests.addAll(
                    switch (request) {
                        case "ls-refs" -> List.of(ASK, ADVERTISEMENT);
                        case "advertisement" -> List.of(ADVERTISEMENT);
                        default -> List.of(ASK);
                    });
        }
        assertThat(host.requests()).containsExactlyElementsOf(requests);
    }

    @Override
    boolean tellsUnbornHead() {
        return false;
    }

    @Override
    boolean tellsSymbolicBranches() {
        return false;
    }

    private GitHttpBackendServer server() {
        return (GitHttpBackendServer) host;
    }

    @Test
    void sha256IsUnderstood() throws IOException {
        repository = host.create("b.git", ObjectFormat.SHA256);
        try (Backup b = new Backup(directory, host.endpoint("b.git"))) {
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

    @Test
    void aShallowHistoryIsKeptAsItIsUntilTheHostHasMore() throws IOException {
        for (int i = 0; i < 5; i++) {
            repository.grow("main", "commit " + i);
        }
        TestRepository shallow = host.create("s.git", ObjectFormat.SHA1);
        fetch(shallow, "--depth=2");
        try (Backup s = new Backup(directory, host.endpoint("s.git"))) {
            s.changed();
            assertThat(s.content().refs().shallow()).hasSize(1);
            s.assertRestores(shallow);
            s.unchanged();
            fetch(shallow, "--unshallow");
            s.changed();
            assertThat(s.content().refs().shallow()).isEmpty();
            s.assertRestores(shallow);
        }
    }

    @Test
    void aPackThatBreaksOffIsAskedForAgain() throws IOException {
        repository.grow("main", "one");
        server().fail(new Fault.Cut(1_000_000), new Fault.Cut(1_000_000), new Fault.Cut(200));
        backup.changed();
        backup.assertRestores(repository);
    }

    @Test
    void whatCanBeSavedOfABrokenRepositoryIs() throws IOException {
        ObjectId base = repository.grow("main", "one");
        for (int i = 0; i < 20; i++) {
            repository.set("refs/heads/b" + i, repository.commit("branch " + i, base));
        }
        repository.lose(repository.blob("branch 7"));
        backup.incomplete("refs/heads/b7");
        assertThat(backup.content().refs().refs()).hasSize(20);
    }

    @Test
    void anObjectThatIsGoneIsRefusedInWordsAndAskedForNoMore() throws IOException {
        repository.grow("main", "one");
        repository.grow("lost", "never to be seen");
        server().fail(new Fault.Cut(1_000_000), new Fault.Cut(1_000_000), new Fault.Meanwhile(() -> {
            repository.delete("refs/heads/lost");
            repository.git("reflog", "expire", "--expire=now", "--all");
            repository.git("gc", "-q", "--prune=now");
        }));
        backup.changed();
        assertRequests("ls-refs", "fetch", "advertisement", "fetch");
        backup.assertRestores(repository);
    }

    private void fetch(TestRepository into, String option) {
        RealGit.run(into.path(), "fetch", "-q", option, repository.path().toUri() + "", "+refs/heads/*:refs/heads/*");
    }
}
