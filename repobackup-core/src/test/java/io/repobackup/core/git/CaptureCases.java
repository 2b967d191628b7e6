package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.core.git.server.GitHost;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.RefName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every way to a repository has to do: capture, change, capture, and restore at both moments. */
abstract class CaptureCases {

    @TempDir
    Path directory;

    GitHost host;
    TestRepository repository;
    Backup backup;

    abstract GitHost host(Path root);

    /** What the requests of a capture are, if there are any. */
    abstract void assertRequests(String... expected);

    /** Whether the host tells where a HEAD points to whose branch does not exist. */
    boolean tellsUnbornHead() {
        return true;
    }

    /** Whether the host tells where branches point to that are no branches of their own. */
    boolean tellsSymbolicBranches() {
        return true;
    }

    @BeforeEach
    void begin() {
        host = host(directory.resolve("host"));
        repository = host.create("a.git", ObjectFormat.SHA1);
        backup = new Backup(directory, host.endpoint("a.git"));
    }

    @AfterEach
    void end() {
        backup.close();
        host.close();
    }

    @Test
    void anEmptyRepositoryIsContentWithoutPacks() throws IOException {
        GitCaptured.Changed empty = backup.changed();
        assertThat(empty.content().refs().refs()).isEmpty();
        assertThat(empty.content().packs()).isEmpty();
        if (tellsUnbornHead()) {
            assertThat(empty.content().refs().head()).isEqualTo(Head.unborn(RefName.utf8("refs/heads/main")));
            backup.assertRestores(repository);
        }
        host.requests();
        backup.unchanged();
        assertRequests("ls-refs");
    }

    @Test
    void anEmptyRepositoryGetsItsFirstPush() throws IOException {
        backup.changed();
        repository.grow("main", "first");
        GitCaptured.Changed pushed = backup.changed();
        assertThat(pushed.objects()).isEqualTo(5);
        assertThat(pushed.bytes()).isPositive();
        backup.assertRestores(repository);
    }

    @Test
    void anIncrementIsTwoRequestsAndOnePackOfWhatIsNew() throws IOException {
        repository.grow("main", "one");
        repository.grow("main", "two");
        backup.changed();
        backup.assertRestores(repository);
        repository.grow("main", "three");
        host.requests();
        GitCaptured.Changed increment = backup.changed();
        assertRequests("ls-refs", "fetch");
        assertThat(increment.content().packs()).hasSize(2);
        assertThat(increment.objects()).isEqualTo(4);
        backup.assertRestores(repository);
        backup.unchanged();
    }

    @Test
    void indexAndExternalIdsAreThereBeforeTheBundle() {
        repository.grow("main", "one");
        backup.changed();
        assertThat(backup.blobs.committed()).containsExactly("idx", "ext", "bundle");
    }

    @Test
    void theFirstBundleIsClonedByGitAlone() throws IOException {
        repository.tag("v1", "commit", repository.grow("main", "one"));
        backup.changed();
        Path bundle = directory.resolve("first.bundle");
        Files.write(bundle, backup.blobs.bytes(backup.content().packs().get(0).bundle()));
        RealGit.run(directory, "clone", "-q", "--mirror", "first.bundle", "cloned.git");
        assertThat(RealGit.run(directory.resolve("cloned.git"), "show-ref", "-d", "--head"))
                .isEqualTo(repository.git("show-ref", "-d", "--head"));
        assertThat(RealGit.run(directory.resolve("cloned.git"), "symbolic-ref", "HEAD"))
                .isEqualTo("refs/heads/main");
    }

    @Test
    void aCancelledCaptureLeavesNothing() {
        repository.grow("main", "one");
        backup.cancelAfter(1);
        assertThatThrownBy(() -> backup.run()).isInstanceOf(CancelledException.class);
        assertThat(backup.blobs.committed()).isEmpty();
    }

    @Test
    void anInterruptedCaptureIsCancelled() {
        repository.grow("main", "one");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> backup.run()).isInstanceOf(CancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).as("the flag stays set").isTrue();
        }
        assertThat(backup.blobs.committed()).isEmpty();
    }

    @Test
    void refsAloneMayChange() throws IOException {
        ObjectId tip = repository.grow("main", "one");
        backup.changed();
        repository.set("refs/heads/other", tip);
        repository.set("refs/tags/light", tip);
        host.requests();
        GitCaptured.Changed renamed = backup.changed();
        assertRequests("ls-refs");
        assertThat(renamed.content().packs()).hasSize(1);
        assertThat(renamed.bytes()).isZero();
        backup.assertRestores(repository);
    }

    @Test
    void aBranchIsDeleted() throws IOException {
        repository.grow("main", "one");
        repository.grow("gone", "other");
        backup.changed();
        repository.delete("refs/heads/gone");
        backup.changed();
        backup.assertRestores(repository);
    }

    @Test
    void aNewBranchStandsOnAnOldCommit() throws IOException {
        ObjectId old = repository.grow("main", "one");
        repository.grow("main", "two");
        backup.changed();
        repository.set("refs/heads/old", old);
        GitCaptured.Changed branched = backup.changed();
        assertThat(branched.content().packs()).as("an empty pack is not stored").hasSize(1);
        backup.assertRestores(repository);
    }

    @Test
    void aBranchIsRewound() throws IOException {
        ObjectId old = repository.grow("main", "one");
        repository.grow("main", "two");
        backup.changed();
        repository.set("refs/heads/main", old);
        backup.changed();
        backup.assertRestores(repository);
    }

    @Test
    void aBranchIsForcePushed() throws IOException {
        ObjectId base = repository.grow("main", "one");
        repository.grow("main", "two");
        backup.changed();
        repository.set("refs/heads/main", repository.commit("another two", base));
        repository.git("reflog", "expire", "--expire=now", "--all");
        repository.git("gc", "-q", "--prune=now");
        backup.changed();
        backup.assertRestores(repository);
    }

    @Test
    void headIsRenamedDetachedAndDangling() throws IOException {
        ObjectId tip = repository.grow("main", "one");
        repository.set("refs/heads/next", tip);
        backup.changed();
        repository.head("ref: refs/heads/next");
        backup.changed();
        backup.assertRestores(repository);
        ObjectId lone = repository.commit("on no branch", tip);
        repository.head(lone.hex());
        backup.changed();
        assertThat(backup.content().refs().head()).isEqualTo(Head.detached(lone));
        backup.assertRestores(repository);
        repository.head("ref: refs/heads/nowhere");
        backup.changed();
        if (tellsUnbornHead()) {
            assertThat(backup.content().refs().head()).isEqualTo(Head.unborn(RefName.utf8("refs/heads/nowhere")));
            backup.assertRestores(repository);
        } else {
            assertThat(backup.content().refs().head()).isEqualTo(Head.unknown());
        }
        host.requests();
        backup.unchanged();
        assertRequests("ls-refs");
    }

    @Test
    void tagsAreOfAllKinds() throws IOException {
        ObjectId tip = repository.grow("main", "one");
        backup.changed();
        ObjectId annotated = repository.tag("v1", "commit", tip);
        repository.tag("v1-again", "tag", annotated);
        repository.tag("a-blob", "blob", repository.blob("a key"));
        repository.tag("a-tree", "tree", repository.tree("of no commit"));
        repository.set("refs/tags/light", tip);
        repository.set("refs/tags/light-blob", repository.blob("another key"));
        repository.set("refs/tags/light-tree", repository.tree("of no commit either"));
        backup.changed();
        backup.assertRestores(repository);
        repository.tag("v1", "commit", repository.grow("main", "two"));
        repository.set("refs/tags/moved", annotated);
        backup.changed();
        backup.assertRestores(repository);
        backup.unchanged();
    }

    @Test
    void aSymbolicBranchIsKept() throws IOException {
        repository.grow("main", "one");
        repository.git("symbolic-ref", "refs/heads/alias", "refs/heads/main");
        backup.changed();
        assertThat(backup.content().refs().refs())
                .filteredOn(ref -> ref.target().isPresent())
                .extracting(ref -> ref.target().get().text())
                .containsExactlyElementsOf(tellsSymbolicBranches() ? List.of("refs/heads/main") : List.of());
        repository.grow("main", "two");
        backup.changed();
        backup.assertRestores(repository);
    }

    @Test
    void aRepositoryIsDeletedAndMadeAnew() throws IOException {
        repository.grow("main", "one");
        backup.changed();
        repository.remove();
        repository = host.create("a.git", ObjectFormat.SHA1);
        repository.grow("main", "unrelated");
        backup.changed();
        assertThat(backup.content().packs()).hasSize(2);
        backup.assertRestores(repository);
    }

    @Test
    void namesMayBeHostile() throws IOException {
        ObjectId tip = repository.grow("main", "one");
        backup.changed();
        for (String name : hostileNames()) {
            repository.set(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), tip);
        }
        repository.set("refs/heads/new-here", repository.commit("two", tip));
        repository.git("pack-refs", "--all");
        backup.changed();
        assertThat(backup.content().refs().refs())
                .extracting(ref -> ref.name().display())
                .containsAll(hostileNames());
        backup.assertRestores(repository);
    }

    static List<String> hostileNames() {
        return List.of(
                "refs/heads/$(touch${IFS}x)",
                "refs/heads/';drop-table'",
                "refs/heads/\"quoted\"",
                "refs/heads/-rf",
                "refs/heads/--upload-pack=x",
                "refs/heads/100%25",
                "refs/heads/%2e%2e%2fescape",
                "refs/heads/größe/日本語/🎉",
                "refs/heads/\u202egnp.exe",
                "refs/heads/HEAD",
                "refs/heads/" + "deep/".repeat(20) + "end",
                "refs/heads/" + "0123456789abcdef".repeat(2) + "01234567",
                "refs/tags/<script>",
                "refs/x&y/#z",
                "refs/heads/{a,b}|c;d");
    }
}
