package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.git.server.JGitServletServer;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JGit's server with objects lost: it answers 500, before any pack. */
class JGitBrokenHostTest {

    private static final int REFS = 64;

    @TempDir
    Path directory;

    private JGitServletServer host;
    private TestRepository repository;
    private Backup backup;
    private ObjectId base;

    @BeforeEach
    void begin() {
        host = new JGitServletServer(directory.resolve("host"));
        repository = host.create("a.git", ObjectFormat.SHA1);
        backup = new Backup(directory, host.endpoint("a.git"));
        base = repository.grow("main", "base");
        repository.branches("b", REFS, "number ", base);
    }

    @AfterEach
    void end() {
        backup.close();
        host.close();
    }

    @Test
    void aLostBlobCostsOneRefAndFewRequestsAndTheNextRunIsCheap() throws IOException {
        repository.lose(repository.blob("number 17"));
        backup.incomplete("refs/heads/b17");
        assertThat(host.requests()).hasSizeLessThan(1 + 3 + 2 * 7 + 2);
        assertKeptAndSound(REFS);
        assertThat(backup.incomplete("refs/heads/b17")).isInstanceOf(GitCaptured.Unchanged.class);
        assertThat(host.requests()).as("the refs, and what is lost").hasSize(2);
        repository.grow("main", "more");
        backup.incomplete("refs/heads/b17");
        assertThat(host.requests()).hasSize(3);
        repository.blob("number 17");
        backup.changed();
        backup.assertRestores(repository);
    }

    @Test
    void aLostParentCostsTheRefsThatStandOnIt() throws IOException {
        ObjectId lost = repository.grow("topic", "to be lost");
        repository.grow("topic", "on top of it");
        repository.set("refs/heads/other", repository.commit("beside it", lost));
        repository.lose(lost);
        backup.incomplete("refs/heads/topic", "refs/heads/other");
        assertThat(host.requests()).hasSizeLessThan(35);
        assertKeptAndSound(REFS + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10})
    void everyRefIsSavedThatCanBe(int bad) throws IOException {
        String[] lost = new String[bad];
        for (int i = 0; i < bad; i++) {
            int number = i * REFS / bad + i % 3;
            lost[i] = "refs/heads/b" + number;
            repository.lose(repository.blob("number " + number));
        }
        backup.incomplete(lost);
        int search = (int) (2 * bad * Math.log((double) REFS / bad) / Math.log(2));
        assertThat(host.requests()).hasSizeLessThan(3 + 2 * bad + search + 2 * bad + search / 4 + 3);
        assertKeptAndSound(REFS + 1 - bad);
    }

    @Test
    void aRepositoryInWhichEverythingIsLostIsGivenUpSoon() {
        repository.lose(repository.blob("base"));
        assertThatThrownBy(() -> backup.run()).isInstanceOf(UnavailableException.class);
        assertThat(host.requests()).hasSizeLessThanOrEqualTo(4 + Salvage.HOPELESS + 2);
        assertThat(backup.blobs.committed()).isEmpty();
    }

    private void assertKeptAndSound(int refs) throws IOException {
        assertThat(backup.content().refs().refs()).hasSize(refs);
        Path restored = backup.restored().path();
        assertThat(RealGit.run(restored, "for-each-ref", "--format=%(refname)").lines())
                .hasSize(refs);
        RealGit.run(restored, "fsck", "--full", "--no-dangling");
    }
}
