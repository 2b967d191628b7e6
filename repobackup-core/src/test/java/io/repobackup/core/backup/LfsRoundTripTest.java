package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.git.LfsRules;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.core.git.server.JGitLfsServer;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.SameRepository;
import io.repobackup.core.git.server.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A repository that git-lfs itself pushes to a real LFS server, through engine, vault and directories, and back to where
 * git-lfs checks it out. Needs the program git-lfs.
 */
class LfsRoundTripTest {

    @TempDir
    Path dir;

    private JGitLfsServer host;
    private TestRepository repository;
    private LfsTrip trip;
    private Path work;

    @BeforeEach
    void open() {
        assumeTrue(
                RealGit.attempt(dir, new byte[0], "lfs", "version").status() == 0,
                "git-lfs is missing: nothing here was tested; install it (apt-get install git-lfs)");
        host = new JGitLfsServer(dir.resolve("host"));
        repository = host.repository();
        trip = new LfsTrip(dir);
        work = dir.resolve("work");
        RealGit.run(dir, "init", "-q", "-b", "main", work.toString());
        RealGit.run(work, "lfs", "install", "--local");
        RealGit.run(work, "lfs", "track", "*.bin");
        String url = host.endpoint().url().toString();
        RealGit.run(work, "config", "lfs." + url + "/info/lfs.locksverify", "false");
        RealGit.run(work, "remote", "add", "origin", url);
    }

    @AfterEach
    void close() {
        if (host != null) {
            trip.close();
            host.close();
        }
    }

    private byte[] push(int seed, int length) throws IOException {
        byte[] content = new byte[length];
        new Random(seed).nextBytes(content);
        Files.write(work.resolve("large.bin"), content);
        RealGit.run(work, "add", "-A");
        RealGit.run(work, "commit", "-q", "-m", "version " + seed);
        RealGit.run(work, "push", "-q", "origin", "main");
        return content;
    }

    private Path copy(String name) {
        Path copy = dir.resolve(name);
        RealGit.run(dir, "clone", "-q", "--mirror", repository.path().toString(), copy.toString());
        return copy;
    }

    /** What git-lfs checks out of a restored repository, with no server to ask but that. */
    private byte[] checkedOut(Path restored, String name) throws IOException {
        RealGit.run(restored, "lfs", "fsck", "--objects", "main");
        Path clone = dir.resolve(name);
        RealGit.run(dir, "-c", "filter.lfs.required=false", "clone", "-q", restored.toString(), clone.toString());
        RealGit.run(clone, "lfs", "install", "--local");
        RealGit.run(clone, "lfs", "pull");
        return Files.readAllBytes(clone.resolve("large.bin"));
    }

    @Test
    void whatGitLfsPushedIsCheckedOutByGitLfsAtBothMoments() throws IOException {
        byte[] one = push(1, 3_000_000);
        BackupReport first = trip.run(host.endpoint());
        first.throwIfFailed();
        assertThat(LfsTrip.lfs(first)).isEqualTo(new Outcome.Stored(one.length, 1));
        Instant then = trip.clock.instant();
        Path thenCopy = copy("then.git");

        byte[] two = push(2, 1_000_000);
        BackupReport second = trip.run(host.endpoint());
        assertThat(LfsTrip.lfs(second)).isEqualTo(new Outcome.Stored(two.length, 1));
        assertThat(trip.run(host.endpoint()).counts()).isEqualTo(Map.of("unchanged", 2L));

        Path restoredThen = trip.restored(then);
        SameRepository.assertSame(restoredThen, thenCopy);
        assertThat(checkedOut(restoredThen, "checked-out-then")).isEqualTo(one);
        Path restoredNow = trip.restored(trip.clock.instant());
        SameRepository.assertSame(restoredNow, repository.path());
        assertThat(checkedOut(restoredNow, "checked-out-now")).isEqualTo(two);
        assertThat(LfsTrip.objects(restoredNow)).hasSize(2);
    }

    @Test
    void anObjectThatTheServerLostIsNamedAndTheOthersAreKept() throws IOException {
        push(1, 1_000);
        push(2, 2_000);
        String lost = RealGit.run(work, "lfs", "ls-files", "--long").substring(0, 64);
        Files.delete(host.object(lost));
        BackupReport report = trip.run(host.endpoint());
        assertThat(LfsTrip.missing(report)).singleElement().asString().contains(lost, "missing on the server");
        assertThat(LfsTrip.objects(trip.restored(trip.clock.instant()))).hasSize(1);
    }

    @Test
    void aRepositoryInADirectoryGivesTheObjectsThatItHasItself() throws IOException {
        byte[] content = push(1, 100_000);
        GitEndpoint local = GitEndpoint.of(work.toUri()).withLfs(LfsRules.SAME_HOST);
        BackupReport report = trip.run(local);
        assertThat(LfsTrip.lfs(report)).isEqualTo(new Outcome.Stored(content.length, 1));
        assertThat(checkedOut(trip.restored(trip.clock.instant()), "checked-out"))
                .isEqualTo(content);
    }

    @Test
    void anObjectThatADirectoryDoesNotHaveIsMissing() throws IOException {
        push(1, 100_000);
        assertThat(LfsTrip.missing(
                        trip.run(GitEndpoint.of(repository.path().toUri()).withLfs(LfsRules.SAME_HOST))))
                .singleElement()
                .asString()
                .contains("missing on the server", "git lfs fetch --all");
    }
}
