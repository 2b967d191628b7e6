package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.git.server.Fault;
import io.repobackup.core.git.server.GitHttpBackendServer;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.Ref;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that shows refs whose objects it does not give, as one does whose copies are not alike. */
class RefusedRefsTest {

    @TempDir
    Path directory;

    private GitHttpBackendServer host;
    private TestRepository repository;
    private Path copies;
    private Backup backup;

    @BeforeEach
    void begin() throws IOException {
        host = new GitHttpBackendServer(directory.resolve("host"));
        copies = Files.createDirectories(directory.resolve("copies"));
        repository = host.create("a.git", ObjectFormat.SHA1);
        repository.grow("main", "one");
        backup = new Backup(directory, host.endpoint("a.git"));
    }

    @AfterEach
    void end() {
        backup.close();
        host.close();
    }

    /** From now on packs come from a copy of what is there now. */
    private void lag() {
        RealGit.run(directory, "clone", "-q", "--mirror", repository.path().toString(), copies + "/a.git");
        host.fetchFrom(copies);
    }

    private void catchUp() {
        RealGit.run(copies.resolve("a.git"), "fetch", "-q");
    }

    @Test
    void aHostThatCatchesUpMeanwhileIsWaitedFor() throws IOException {
        lag();
        repository.grow("main", "two");
        host.fail(
                new Fault.Cut(1_000_000),
                new Fault.Cut(1_000_000),
                new Fault.Cut(1_000_000),
                new Fault.Cut(1_000_000),
                new Fault.Cut(1_000_000),
                new Fault.Meanwhile(this::catchUp));
        backup.changed();
        assertThat(host.requests()).hasSize(6);
        assertThat(backup.waited()).isEqualTo(Duration.ofSeconds(6));
        backup.assertRestores(repository);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void refsThatAreRefusedThroughoutAreLeftOutAndNamed(int refused) throws IOException {
        repository.grow("kept", "kept");
        lag();
        String[] names = new String[refused];
        for (int i = 0; i < refused; i++) {
            repository.grow("ahead" + i, "not yet there " + i);
            names[i] = "refs/heads/ahead" + i;
        }
        GitCaptured captured = backup.incomplete(names);
        assertThat(captured.missing()).allMatch(line -> line.contains("not our ref"));
        assertThat(host.requests()).hasSize(2 * 3 + 1 + refused + 1);
        assertThat(backup.waited()).isEqualTo(Duration.ofSeconds(26));
        assertThat(backup.content().refs().refs())
                .extracting(Ref::name)
                .extracting(Object::toString)
                .containsExactly("refs/heads/kept", "refs/heads/main");
    }

    @Test
    void theNextRunDoesNotWaitForWhatWasRefusedBefore() throws IOException {
        lag();
        repository.grow("ahead", "not yet there");
        backup.incomplete("refs/heads/ahead");
        host.requests();
        backup.waits.clear();
        assertThat(backup.incomplete("refs/heads/ahead")).isInstanceOf(GitCaptured.Unchanged.class);
        assertThat(host.requests()).hasSize(2);
        assertThat(backup.waits).isEmpty();
        catchUp();
        backup.changed();
        backup.assertRestores(repository);
    }

    @Test
    void headIsLeftOutWithItsBranch() throws IOException {
        repository.set("refs/heads/kept", repository.grow("main", "two"));
        lag();
        repository.grow("main", "ahead");
        backup.incomplete("HEAD", "refs/heads/main");
        assertThat(backup.content().refs().head().target().orElseThrow().text()).isEqualTo("refs/heads/main");
        assertThat(backup.content().refs().head().oid()).isEmpty();
    }

    @Test
    void anythingThatTheMonitorSaysEndsTheWaiting() {
        lag();
        repository.grow("main", "ahead");
        backup.cancelAfter(3);
        assertThatThrownBy(() -> backup.run()).isInstanceOf(CancelledException.class);
        assertThat(backup.waited()).isLessThan(Duration.ofSeconds(3));
        assertThat(backup.blobs.committed()).isEmpty();
    }

    @Test
    void anInterruptEndsTheWaiting() {
        lag();
        repository.grow("main", "ahead");
        backup.withSleeper(duration -> {
            throw new InterruptedException();
        });
        assertThatThrownBy(() -> backup.run()).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).as("the flag stays set").isTrue();
    }

    @Test
    void aHostThatGivesNothingIsAFailureInItsWords() {
        lag();
        repository.set("refs/heads/main", repository.commit("unrelated"));
        assertThatThrownBy(() -> backup.run())
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("not our ref");
        assertThat(host.requests()).hasSize(2 * 3 + 2);
        assertThat(backup.blobs.committed()).isEqualTo(List.of());
    }
}
