package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.git.server.GitHttpBackendServer;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.source.GitSource;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    private final FakeClock clock = FakeClock.create();
    private GitHttpBackendServer host;
    private TestRepository repository;
    private Vault vault;
    private FileSystemBlobSink sink;

    @BeforeEach
    void open() {
        host = new GitHttpBackendServer(dir.resolve("host"));
        repository = host.create("a.git", ObjectFormat.SHA1);
        sink = FileSystemBlobSink.open(dir.resolve("vault"));
        vault = Vault.openOrCreate(sink, VaultOptions.defaults().withClock(clock));
    }

    @AfterEach
    void close() {
        sink.close();
        host.close();
    }

    @Test
    void anIncrementIsADifferenceAndBothMomentsComeBack() {
        ObjectId one = repository.grow("main", "one");
        ObjectId two = repository.grow("main", "two");
        pack(one, two);
        repository.tag("v1", "commit", one);
        backUp();
        Instant first = clock.instant();
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
        assertComesBack(clock.instant(), secondRefs);
        assertThat(run().counts()).isEqualTo(Map.of("unchanged", 1L));
        assertThat(host.requests()).as("the refs").hasSize(1);
    }

    private void assertComesBack(Instant moment, String refs) {
        Path target = dir.resolve("restored-" + moment.getEpochSecond());
        RestoreEngine.builder()
                .vault(vault)
                .target(DirectoryTarget.into(target))
                .asOf(moment)
                .build()
                .run()
                .throwIfFailed();
        Path restored = walk(target, 4).stream()
                .filter(path -> path.toString().endsWith(".git"))
                .findFirst()
                .orElseThrow();
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
        clock.advance(Duration.ofHours(1));
        return BackupEngine.builder()
                .source(GitSource.builder()
                        .id("test")
                        .repository(host.endpoint("a.git"))
                        .build())
                .vault(vault)
                .scratch(dir)
                .build()
                .run();
    }

    private Map<Path, Long> files() {
        return walk(dir.resolve("vault"), 100).stream()
                .filter(Files::isRegularFile)
                .collect(Collectors.toMap(path -> path, path -> path.toFile().length()));
    }

    private static List<Path> walk(Path root, int depth) {
        try (Stream<Path> paths = Files.walk(root, depth)) {
            return paths.toList();
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
