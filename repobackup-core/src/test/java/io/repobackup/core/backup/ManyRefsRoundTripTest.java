package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.core.git.server.GitHttpBackendServer;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository with more refs than fit into a record, through engine, vault and directories, and back. */
class ManyRefsRoundTripTest {

    private static final int MANY = 50_000;

    @TempDir
    Path dir;

    private GitHttpBackendServer host;
    private TestRepository repository;
    private RoundTrip trip;

    @BeforeEach
    void open() {
        host = new GitHttpBackendServer(dir.resolve("host"));
        repository = host.create("a.git", ObjectFormat.SHA1);
        trip = new RoundTrip(dir);
    }

    @AfterEach
    void close() {
        trip.close();
        host.close();
    }

    @Test
    void anIncrementIsADifferenceAndBothMomentsComeBack() {
        ObjectId one = repository.grow("main", "one");
        ObjectId two = repository.grow("main", "two");
        pack(one, two);
        repository.tag("v1", "commit", one);
        backUp();
        Instant first = trip.clock.instant();
        String firstRefs = refs(repository.path());
        assertThat(host.requests()).as("the refs, and a pack").hasSize(2);
        Map<Path, Long> before = files();

        repository.set(ref(4_711), repository.commit("changed", one));
        repository.set(ref(MANY + 1), repository.commit("added", two));
        repository.delete(ref(47));
        backUp();
        assertThat(host.requests()).as("the refs, and a pack").hasSize(2);
        Map<Path, Long> added = files();
        added.keySet().removeAll(before.keySet());
        assertThat(before.values()).as("a list of all refs").anyMatch(size -> size > 100_000);
        assertThat(added.values().stream().mapToLong(size -> size).sum())
                .as("all that the increment wrote: %s", added)
                .isLessThan(16_000);

        String secondRefs = refs(repository.path());
        assertThat(secondRefs).isNotEqualTo(firstRefs);
        assertComesBack(first, firstRefs);
        assertComesBack(trip.clock.instant(), secondRefs);
        assertThat(run().counts()).isEqualTo(Map.of("unchanged", 1L));
        assertThat(host.requests()).as("the refs").hasSize(1);
    }

    private void assertComesBack(Instant moment, String refs) {
        Path restored = trip.restored(moment);
        // Not one assertion on all the text: a difference is to be read.
        assertThat(refs(restored).lines().toList())
                .hasSize(MANY + 5)
                .isEqualTo(refs.lines().toList());
        RealGit.run(restored, "fsck", "--connectivity-only", "--no-dangling");
    }

    /** All refs with what tags stand for, and HEAD. */
    private static String refs(Path path) {
        return RealGit.run(path, "show-ref", "--head", "-d") + "\n" + RealGit.run(path, "symbolic-ref", "HEAD");
    }

    private void backUp() {
        assertThat(run().entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.outcome()).isInstanceOf(Outcome.Stored.class));
    }

    private BackupReport run() {
        return trip.run(host.endpoint("a.git"));
    }

    private Map<Path, Long> files() {
        try (Stream<Path> paths = Files.walk(dir.resolve("vault"))) {
            return paths.filter(Files::isRegularFile)
                    .collect(
                            Collectors.toMap(path -> path, path -> path.toFile().length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pack(ObjectId... commits) {
        StringBuilder packed = new StringBuilder("# pack-refs with: peeled fully-peeled sorted \n");
        for (int i = 0; i < MANY; i++) {
            packed.append(commits[i % commits.length])
                    .append(' ')
                    .append(ref(i))
                    .append('\n');
        }
        repository.write("packed-refs", packed.toString());
    }

    private static String ref(int number) {
        return String.format("refs/pull/%05d/head", number);
    }
}
