package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.git.server.GitHttpBackendServer;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that have lost some of their objects. */
class BrokenHostTest {

    private static final int REFS = 64;

    @TempDir
    Path directory;

    private GitHttpBackendServer host;
    private TestRepository repository;
    private Backup backup;
    private ObjectId base;

    @BeforeEach
    void begin() {
        host = new GitHttpBackendServer(directory.resolve("host"));
        repository = host.create("a.git", ObjectFormat.SHA1);
        backup = new Backup(directory, host.endpoint("a.git"));
        base = repository.grow("main", "base");
    }

    @AfterEach
    void end() {
        backup.close();
        host.close();
    }

    @Test
    void oneLostObjectCostsOneRefAndFewRequests() throws IOException {
        branches(REFS);
        repository.lose(repository.blob("number 17"));
        backup.incomplete("refs/heads/b17");
        assertThat(host.requests()).hasSizeLessThan(1 + 2 + 2 * 7);
        assertThat(backup.waits).isEmpty();
        assertKept(REFS);
        assertSound();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10})
    void everyRefIsSavedThatCanBe(int bad) throws IOException {
        branches(REFS);
        String[] lost = new String[bad];
        for (int i = 0; i < bad; i++) {
            int number = i * REFS / bad + i % 3;
            lost[i] = "refs/heads/b" + number;
            repository.lose(repository.blob("number " + number));
        }
        backup.incomplete(lost);
        assertThat(host.requests()).hasSizeLessThan(3 + 2 * bad + (int) (2 * bad * log2((double) REFS / bad)));
        assertKept(REFS + 1 - bad);
        assertSound();
    }

    @Test
    void whatIsStoredOfEachHalfIsToldAsAStep() throws IOException {
        branches(REFS);
        repository.lose(repository.blob("number 40"));
        backup.incomplete("refs/heads/b40");
        assertThat(backup.steps).hasSizeGreaterThan(2);
        assertThat(backup.steps.get(backup.steps.size() - 1).packs())
                .isEqualTo(backup.content().packs());
    }

    @Test
    void theNextRunAsksForTheLostOnesOnceAndForWhatIsNewApart() throws IOException {
        branches(REFS);
        repository.lose(repository.blob("number 17"));
        backup.incomplete("refs/heads/b17");
        host.requests();
        assertThat(backup.incomplete("refs/heads/b17")).isInstanceOf(GitCaptured.Unchanged.class);
        assertThat(host.requests()).hasSize(2);
        repository.grow("main", "more");
        backup.incomplete("refs/heads/b17");
        assertThat(host.requests()).hasSize(3);
        repository.blob("number 17");
        backup.changed();
        assertThat(host.requests()).hasSize(2);
        backup.assertRestores(repository);
        backup.unchanged();
        assertThat(backup.waits).isEmpty();
    }

    @Test
    void aHistoryThatIsLostInTheMiddleLosesWhatStandsOnIt() throws IOException {
        ObjectId good = repository.grow("main", "two");
        repository.tag("v1", "commit", good);
        repository.grow("main", "three");
        repository.set("refs/heads/topic", repository.grow("main", "four"));
        repository.lose(repository.blob("three"));
        backup.incomplete("HEAD", "refs/heads/main", "refs/heads/topic");
        assertThat(backup.content().refs().refs())
                .extracting(Ref::name)
                .extracting(Object::toString)
                .containsExactly("refs/tags/v1");
        assertSound();
    }

    @Test
    void aBranchThatWasStoredIsLeftOutWhenItsNewTipIsLost() throws IOException {
        repository.grow("other", "other");
        backup.changed();
        repository.grow("main", "lost");
        repository.lose(repository.blob("lost"));
        backup.incomplete("HEAD", "refs/heads/main");
        assertThat(backup.content().refs().refs())
                .extracting(ref -> ref.name().text())
                .containsExactly("refs/heads/other");
        repository.grow("other", "goes on");
        backup.incomplete("HEAD", "refs/heads/main");
        repository.blob("lost");
        backup.changed();
        backup.assertRestores(repository);
    }

    @Test
    void aRepositoryOfWhichNothingCanBeHadIsAFailureInTheWordsOfTheHost() {
        repository.lose(repository.blob("base"));
        assertThatThrownBy(() -> backup.run())
                .isInstanceOf(UnavailableException.class)
                .rootCause()
                .hasMessageContaining("corrupt");
        assertThat(host.requests()).hasSize(3);
        assertThat(backup.blobs.committed()).isEmpty();
    }

    @Test
    void aRepositoryInWhichEverythingIsLostIsGivenUpSoon() {
        repository.lose(repository.blob("base"));
        branches(200);
        assertThatThrownBy(() -> backup.run()).isInstanceOf(UnavailableException.class);
        assertThat(host.requests()).hasSizeLessThanOrEqualTo(3 + Salvage.HOPELESS);
    }

    private void branches(int count) {
        repository.branches("b", count, "number ", base);
    }

    private void assertKept(int refs) {
        assertThat(backup.content().refs().refs()).hasSize(refs);
    }

    private void assertSound() throws IOException {
        String[] check = {"fsck", "--full", "--no-dangling"};
        assertThat(RealGit.attempt(backup.restored().path(), new byte[0], check).status())
                .isZero();
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
