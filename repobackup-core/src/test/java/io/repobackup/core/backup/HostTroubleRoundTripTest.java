package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.git.server.Fault;
import io.repobackup.core.git.server.GitHttpBackendServer;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.SameRepository;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that do not do as they should, through engine, vault and directories, and back at both moments. */
class HostTroubleRoundTripTest {

    private static final long NEVER = 1L << 40;

    @TempDir
    Path dir;

    private GitHttpBackendServer host;
    private TestRepository repository;
    private RoundTrip trip;
    private FakeClock clock;
    private int copies;

    @BeforeEach
    void open() {
        host = new GitHttpBackendServer(dir.resolve("host"));
        repository = host.create("a.git", ObjectFormat.SHA1);
        trip = new RoundTrip(dir);
        clock = trip.clock;
    }

    @AfterEach
    void close() {
        trip.close();
        host.close();
    }

    /** A moment, and the repository as it was then. */
    private record Moment(Instant time, Path copy) {}

    private Outcome backUp() {
        return run().entries().get(0).outcome();
    }

    private BackupReport run() {
        return trip.run(host.endpoint("a.git"));
    }

    private Moment stored() {
        assertThat(backUp()).isInstanceOf(Outcome.Stored.class);
        return moment();
    }

    private Moment moment() {
        Path copy = dir.resolve("copy-" + copies++ + ".git");
        copy(repository.path(), copy);
        // So that git fsck calls what is wrong by the same number here and there.
        RealGit.run(copy, "repack", "-adq");
        // A run with steps writes several records, each later than the one before.
        clock.advance(Duration.ofMinutes(1));
        return new Moment(clock.instant(), copy);
    }

    private void assertComesBack(Moment... moments) {
        for (Moment moment : moments) {
            SameRepository.assertSame(trip.restored(moment.time()), moment.copy());
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<SnapshotInfo.Completeness> completeness() {
        try (Stream<SubjectId> subjects = trip.vault.subjects()) {
            return trip.vault.history(subjects.findFirst().orElseThrow()).stream()
                    .map(SnapshotInfo::completeness)
                    .toList();
        }
    }

    @Test
    void aHostWithAMissingObject() {
        ObjectId base = repository.grow("main", "one");
        Moment before = stored();
        for (int i = 0; i < 20; i++) {
            repository.set("refs/heads/b" + i, repository.commit("number " + i, base));
        }
        repository.lose(repository.blob("number 7"));
        assertThat(backUp())
                .isInstanceOfSatisfying(
                        Outcome.Incomplete.class,
                        incomplete -> assertThat(incomplete.missing())
                                .singleElement()
                                .asString()
                                .startsWith("refs/heads/b7: "));
        clock.advance(Duration.ofMinutes(1));
        Instant incomplete = clock.instant();
        host.requests();
        assertThat(backUp()).isInstanceOf(Outcome.Incomplete.class);
        assertThat(host.requests()).as("the refs, and what is lost").hasSize(2);
        repository.blob("number 7");
        Moment after = stored();
        assertComesBack(before, after);
        assertThat(RealGit.run(trip.restored(incomplete), "for-each-ref", "--format=%(refname)")
                        .lines())
                .hasSize(20)
                .doesNotContain("refs/heads/b7");
        assertThat(completeness())
                .startsWith(SnapshotInfo.Completeness.COMPLETE, SnapshotInfo.Completeness.INCOMPLETE)
                .endsWith(SnapshotInfo.Completeness.COMPLETE);
    }

    @Test
    void aServerThatDiesInTheMiddleOfPacks() {
        repository.grow("main", "one");
        noise("refs/tags/n1", 1);
        host.fail(new Fault.Cut(NEVER), new Fault.Cut(20_000));
        Moment first = stored();
        noise("refs/tags/n2", 2);
        host.fail(new Fault.Cut(NEVER), new Fault.Cut(20_000), new Fault.Cut(30_000));
        Moment second = stored();
        assertComesBack(first, second);
    }

    @Test
    void aServerThatIsDeadForAWholeRun() {
        repository.grow("main", "one");
        noise("refs/tags/n1", 1);
        Moment first = stored();
        noise("refs/tags/n2", 2);
        host.cutLongPacks(1_000);
        assertThat(backUp()).isInstanceOf(Outcome.Failed.class);
        host.cutLongPacks(NEVER);
        assertComesBack(first, stored());
    }

    @Test
    void aBitThatIsFlippedInTransit() {
        repository.grow("main", "one");
        noise("refs/tags/n1", 1);
        host.fail(new Fault.Cut(NEVER), new Fault.Flip(20_000));
        assertThat(backUp()).isInstanceOf(Outcome.Failed.class);
        Moment first = stored();
        noise("refs/tags/n2", 2);
        host.fail(new Fault.Cut(NEVER), new Fault.Flip(20_000));
        assertThat(backUp()).isInstanceOf(Outcome.Failed.class);
        assertComesBack(first, stored());
    }

    @Test
    void aShallowHistoryThatIsDeepened() {
        TestRepository whole = host.create("whole.git", ObjectFormat.SHA1);
        for (int i = 0; i < 6; i++) {
            whole.grow("main", "commit " + i);
        }
        fetch(whole, "--depth=2");
        Moment shallow = stored();
        whole.grow("main", "one more");
        fetch(whole, "--no-tags");
        Moment grown = stored();
        fetch(whole, "--unshallow");
        Moment deep = stored();
        assertComesBack(shallow, grown, deep);
    }

    @Test
    void aServerOfVersionZero() {
        host.speakOldProtocol();
        repository.tag("v1", "commit", repository.grow("main", "one"));
        Moment first = stored();
        repository.grow("main", "two");
        repository.delete("refs/tags/v1");
        Moment second = stored();
        assertThat(run().counts()).isEqualTo(Map.of("unchanged", 1L));
        assertComesBack(first, second);
    }

    @Test
    void aHistoryThatFailsFsck() {
        ObjectId tree = repository.tree("content");
        ObjectId strange = raw(
                "commit",
                "tree " + tree + "\nauthor no mail 1700000000 +0000\n"
                        + "committer C O Mitter <committer@example.org> 1700000000 +9999999\n\nzoned\n");
        repository.set("refs/heads/main", strange);
        repository.set(
                "refs/tags/untagged", raw("tag", "object " + strange + "\ntype commit\ntag un tagged\n\nno tagger\n"));
        Moment first = stored();
        repository.set(
                "refs/heads/unsorted",
                raw(
                        "commit",
                        "tree " + unsortedTree() + "\nparent " + strange
                                + "\nauthor A <a@example.org> 017 +0000\ncommitter A <a@example.org> 0 +0000\n\n"));
        Moment second = stored();
        assertThat(RealGit.attempt(repository.path(), new byte[0], "fsck", "--full")
                        .status())
                .isNotZero();
        assertComesBack(first, second);
    }

    private ObjectId unsortedTree() {
        String blob = repository.blob("x").hex();
        byte[] id = java.util.HexFormat.of().parseHex(blob);
        String raw = new String(id, StandardCharsets.ISO_8859_1);
        return raw("tree", "100644 z\0" + raw + "100644 a\0" + raw + "100600 a\0" + raw);
    }

    /** An object that git itself would not write. */
    private ObjectId raw(String type, String content) {
        return new ObjectId(RealGit.run(
                repository.path(),
                content.getBytes(StandardCharsets.ISO_8859_1),
                "hash-object",
                "--literally",
                "-t",
                type,
                "-w",
                "--stdin"));
    }

    private void noise(String ref, int seed) {
        byte[] noise = new byte[200_000];
        new Random(seed).nextBytes(noise);
        repository.set(ref, repository.blob(new String(noise, StandardCharsets.ISO_8859_1)));
    }

    private void fetch(TestRepository whole, String option) {
        RealGit.run(repository.path(), "fetch", "-q", option, host.url("whole.git") + "", "+refs/heads/*:refs/heads/*");
    }
}
