package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.git.server.Fault;
import io.repobackup.core.git.server.GitHttpBackendServer;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFailuresTest {

    @TempDir
    Path directory;

    private GitHttpBackendServer host;
    private TestRepository repository;
    private Backup backup;

    @BeforeEach
    void begin() {
        host = new GitHttpBackendServer(directory.resolve("host"));
        repository = host.create("a.git", ObjectFormat.SHA1);
        backup = new Backup(directory, host.endpoint("a.git"));
        repository.grow("main", "one");
    }

    @AfterEach
    void end() {
        backup.close();
        host.close();
    }

    @Test
    void aMissingRepositoryIsNotFound() {
        assertThatThrownBy(() -> backup.run(host.endpoint("none.git"))).isInstanceOf(NotFoundException.class);
        assertThat(host.requests())
                .containsExactly("POST /none.git/git-upload-pack", "GET /none.git/info/refs?service=git-upload-pack");
    }

    @Test
    void missingAndWrongCredentialsAreDenied() throws IOException {
        host.require("me", "token");
        assertThatThrownBy(() -> backup.run()).isInstanceOf(AccessDeniedException.class);
        assertThat(host.requests()).hasSize(1);
        assertThatThrownBy(() -> backup.run(host.endpoint("a.git").withCredentials(password("wrong"))))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageNotContaining("wrong");
        assertThat(backup.run(host.endpoint("a.git").withCredentials(password("token"))))
                .isInstanceOf(GitCaptured.Changed.class);
        backup.assertRestores(repository);
    }

    @Test
    void aForbiddenRepositoryIsDenied() {
        host.fail(new Fault.Status(403), new Fault.Status(403));
        assertThatThrownBy(() -> backup.run()).isInstanceOf(AccessDeniedException.class);
        assertThat(host.requests()).hasSize(2);
    }

    @Test
    void aPageIsNoRepository() {
        host.fail(new Fault.Page());
        assertThatThrownBy(() -> backup.run())
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("text/html")
                .hasMessageContaining("/a.git")
                .hasMessageContaining("check that the address is a repository's");
    }

    @Test
    void aPackThatBreaksOffOnceIsAskedForAgain() throws IOException {
        fill();
        host.fail(new Fault.Cut(1_000_000), new Fault.Cut(20_000));
        backup.changed();
        assertThat(host.requests()).hasSize(3);
        assertThat(backup.blobs.committed()).containsExactly("idx", "ext", "bundle");
        backup.assertRestores(repository);
    }

    @Test
    void aPackThatAlwaysBreaksOffLeavesNothingAndIsGivenUpSoon() {
        fill();
        host.cutLongPacks(100);
        assertThatThrownBy(() -> backup.run())
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("/a.git");
        assertThat(backup.blobs.committed()).isEmpty();
        assertThat(host.requests()).hasSizeLessThanOrEqualTo(1 + 3 + Salvage.SILENT);
    }

    @Test
    void refsThatBreakOffAreAFailure() {
        host.fail(new Fault.Cut(30));
        assertThatThrownBy(() -> backup.run()).isInstanceOf(UnavailableException.class);
    }

    @Test
    void aFlippedBitIsSeenAndLeavesNothing() {
        fill();
        host.fail(new Fault.Cut(1_000_000), new Fault.Flip(20_000));
        assertThatThrownBy(() -> backup.run()).isInstanceOf(CorruptedException.class);
        assertThat(backup.blobs.committed()).isEmpty();
    }

    @Test
    void anObjectThatVanishesBetweenTheRequestsIsAskedForNoMore() throws IOException {
        repository.grow("lost", "never to be seen");
        host.fail(new Fault.Cut(1_000_000), new Fault.Meanwhile(this::forget));
        backup.changed();
        assertThat(host.requests()).hasSize(4);
        assertThat(backup.content().refs().refs()).hasSize(1);
        backup.assertRestores(repository);
    }

    @Test
    void aRefusalOfAHostThatAnsweredBeforeIsMeant() throws IOException {
        backup.changed();
        host.requests();
        assertThatThrownBy(() -> backup.run(host.endpoint("none.git"))).isInstanceOf(NotFoundException.class);
        assertThat(host.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 406, 411, 415, 501})
    void aServerThatRefusesTheFirstPostIsAskedWhatItCanDo(int status) throws IOException {
        host.refuseFirstPosts(status);
        backup.changed();
        assertThat(host.requests())
                .containsExactly(
                        "POST /a.git/git-upload-pack",
                        "GET /a.git/info/refs?service=git-upload-pack",
                        "POST /a.git/git-upload-pack",
                        "POST /a.git/git-upload-pack");
        backup.assertRestores(repository);
        backup.unchanged();
    }

    @Test
    void aServerThatRefusesEveryPostIsNamedAsSuch() {
        host.fail(new Fault.Status(403), new Fault.Cut(1_000_000), new Fault.Status(403));
        assertThatThrownBy(() -> backup.run()).isInstanceOf(AccessDeniedException.class);
        assertThat(host.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 411, 415, 501})
    void aServerThatRefusesCompressedRequestsGetsThemPlainFromThenOn(int status) throws IOException {
        host.refuseCompressed(status);
        repository.branches("b", 60, "branch ", repository.grow("main", "base"));
        backup.changed();
        assertThat(host.requests()).hasSize(3);
        repository.grow("main", "two");
        backup.changed();
        assertThat(host.requests()).hasSize(2);
        backup.assertRestores(repository);
    }

    @Test
    void manyIdsAreSentCompressed() throws IOException {
        repository.branches("b", 60, "branch ", repository.grow("main", "base"));
        backup.changed();
        repository.grow("main", "two");
        long before = host.traffic();
        backup.changed();
        assertThat(host.traffic() - before).isLessThan(9_000);
        backup.assertRestores(repository);
    }

    private void forget() {
        repository.delete("refs/heads/lost");
        repository.git("reflog", "expire", "--expire=now", "--all");
        repository.git("gc", "-q", "--prune=now");
    }

    /** Something that does not compress, so that a pack has a middle. */
    private void fill() {
        byte[] noise = new byte[200_000];
        new Random(7).nextBytes(noise);
        repository.set("refs/tags/noise", repository.blob(new String(noise, StandardCharsets.ISO_8859_1)));
    }

    private static CredentialsProvider password(String text) {
        return CredentialsProvider.fixed("me", new Credentials.Basic("me", Secret.of(text.toCharArray())));
    }
}
