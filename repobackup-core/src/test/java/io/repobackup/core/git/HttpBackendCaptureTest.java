package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.core.git.server.GitHost;
import io.repobackup.core.git.server.GitHttpBackendServer;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HttpBackendCaptureTest extends CaptureCases {

    @Override
    GitHost host(Path root) {
        return new GitHttpBackendServer(root);
    }

    @Override
    void assertRequests(String... expected) {
        assertThat(host.requests()).hasSize(expected.length).allMatch("POST /a.git/git-upload-pack"::equals);
    }

    @Test
    void sha256IsFoundOutOnceAndRemembered() throws IOException {
        repository = host.create("b.git", ObjectFormat.SHA256);
        try (Backup b = new Backup(directory, host.endpoint("b.git"))) {
            ObjectId tip = repository.grow("main", "one");
            repository.tag("v1", "commit", tip);
            b.changed();
            assertThat(host.requests())
                    .containsExactly(
                            "POST /b.git/git-upload-pack",
                            "GET /b.git/info/refs?service=git-upload-pack",
                            "POST /b.git/git-upload-pack",
                            "POST /b.git/git-upload-pack");
            b.assertRestores(repository);
            repository.grow("main", "two");
            b.changed();
            assertThat(host.requests()).hasSize(2);
            b.assertRestores(repository);
            b.unchanged();
        }
    }

    @Test
    void aRepositoryIsMadeAnewWithAnotherFormat() throws IOException {
        repository.grow("main", "one");
        backup.changed();
        repository.remove();
        repository = host.create("a.git", ObjectFormat.SHA256);
        repository.grow("main", "two");
        backup.changed();
        assertThat(backup.content().packs()).hasSize(1);
        backup.assertRestores(repository);
    }

    @Test
    void namesAreBytesInNoEncoding() throws IOException {
        repository.set("refs/heads/latin-\u00e4-\u00ff-\u0080", repository.grow("main", "one"));
        backup.changed();
        assertThat(backup.content().refs().refs())
                .extracting(Ref::name)
                .anySatisfy(name -> assertThat(name.text()).isEqualTo("refs/heads/latin-\u00e4-\u00ff-\u0080"));
        backup.assertRestores(repository);
    }
}
