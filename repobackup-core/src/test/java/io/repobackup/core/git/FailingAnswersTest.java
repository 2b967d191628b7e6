package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.RateLimitedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.git.server.Fault;
import io.repobackup.core.git.server.GitHttpBackendServer;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that answer with failures: whether it is what they were asked for, or they are down. */
class FailingAnswersTest {

    /** How often the HTTP client sends a request that the host is too busy for. */
    private static final int TRIES = 4;

    private static final Fault PROPERLY = new Fault.Meanwhile(() -> {});

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
        repository.branches("b", 40, "number ", repository.grow("main", "base"));
    }

    @AfterEach
    void end() {
        backup.close();
        host.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void aFailureThatPassesIsWaitedForOnce(int status) throws IOException {
        host.fail(PROPERLY, new Fault.Status(status));
        backup.changed();
        assertThat(host.requests()).as("refs, pack, refs, pack").hasSize(4);
        assertThat(backup.waits).containsExactly(Duration.ofSeconds(1));
        backup.assertRestores(repository);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aHostThatIsDownFromTheStartIsAskedForItsRefsOnly(int status) {
        host.answerAll(status);
        assertUnavailable();
        assertThat(host.requests()).hasSizeLessThanOrEqualTo(TRIES);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aHostThatGoesDownBeforeThePackIsNotSearched(int status) {
        host.fail(new Fault.Meanwhile(() -> host.answerAll(status)));
        assertUnavailable();
        assertThat(host.requests()).hasSizeLessThanOrEqualTo(2 + TRIES);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aHostThatGoesDownInTheMiddleOfTheSearchCondemnsNothing(int status) throws IOException {
        Fault failed = new Fault.Status(500);
        host.fail(PROPERLY, failed, PROPERLY, failed, PROPERLY);
        host.fail(new Fault.Meanwhile(() -> host.answerAll(status)));
        assertUnavailable();
        assertThat(host.requests()).hasSizeLessThanOrEqualTo(6 + 4 + TRIES);
        host.answerAll(0);
        backup.changed();
        backup.assertRestores(repository);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void aHostThatGivesNoPacksAtAllIsGivenUpSoon(int status) {
        host.answerFetches(status);
        assertUnavailable();
        int most = status == 500 ? Salvage.HOPELESS : Salvage.SILENT;
        assertThat(host.requests()).hasSizeLessThanOrEqualTo(1 + 2 * 3 + most + 2);
        assertThat(backup.blobs.committed()).isEmpty();
    }

    @Test
    void aHostThatIsTooBusyForPacksIsNotSearched() {
        host.answerFetches(503);
        assertUnavailable();
        assertThat(host.requests()).hasSize(1 + TRIES);
    }

    @Test
    void aHostThatAsksToBeLeftAloneIs() {
        host.answerFetches(429);
        assertThatThrownBy(() -> backup.run()).isInstanceOf(RateLimitedException.class);
        assertThat(host.requests()).hasSize(2);
        assertThatThrownBy(() -> backup.run()).isInstanceOf(RateLimitedException.class);
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void aHostThatAsksToBeLeftAloneAfterAFailureIs() {
        host.fail(new Fault.Meanwhile(() -> host.answerAll(429)), new Fault.Status(500));
        assertThatThrownBy(() -> backup.run()).isInstanceOf(RateLimitedException.class);
        assertThat(host.requests()).hasSize(3);
    }

    private void assertUnavailable() {
        assertThatThrownBy(() -> backup.run()).isInstanceOf(UnavailableException.class);
    }
}
