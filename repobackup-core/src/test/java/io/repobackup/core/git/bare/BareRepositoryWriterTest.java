package io.repobackup.core.git.bare;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.git.nativegit.NativeGit;
import io.repobackup.core.git.nativegit.SampleHistory;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BareRepositoryWriterTest {

    private static final RefName MAIN = new RefName("refs/heads/main");
    private static final String[] EVERYTHING = {
        "main", "side", "annotated", "nested", "of-tree", "of-blob", "light-blob"
    };

    private static NativeGit source;

    @TempDir
    private Path directory;

    private final ExecutorService executor = Executors.newFixedThreadPool(3);
    private Path target;

    @BeforeAll
    static void createSource(@TempDir Path shared) {
        source = SampleHistory.create(shared.resolve("source"), "sha1", 30);
    }

    @BeforeEach
    void createTarget() throws IOException {
        target = Files.createDirectory(directory.resolve("into")).resolve("restored.git");
    }

    @AfterEach
    void stop() {
        executor.shutdown();
    }

    @Nested
    class AgainstGit {

        @ParameterizedTest
        @EnumSource(ObjectFormat.class)
        void isTheSameRepository(ObjectFormat format) {
            NativeGit git = SampleHistory.create(directory.resolve("of-" + format), format.word(), 30);
            git.run("tag", "-m", "old", "old", "main~6");
            Head head = Head.symbolic(MAIN, id(git, "main"));
            List<PackSupply> packs = List.of(
                    GitPack.of(git, "main~12"),
                    GitPack.of(git, "main", "side", "^main~12"),
                    GitPack.of(
                            git,
                            Stream.concat(Stream.of(EVERYTHING), Stream.of("old", "^main", "^side"))
                                    .toArray(String[]::new)));

            WrittenRepository written = write(GitRefs.of(git, format, head), packs);

            NativeGit restored = NativeGit.in(target);
            assertThat(written).isEqualTo(new WrittenRepository(target, List.of(), List.of()));
            assertThat(restored.run("show-ref", "-d")).isEqualTo(git.run("show-ref", "-d"));
            assertThat(restored.run("for-each-ref")).isEqualTo(git.run("for-each-ref"));
            assertThat(restored.run("symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
            assertThat(restored.run("describe", "--tags", "main~3")).isEqualTo(git.run("describe", "--tags", "main~3"));
            assertThat(restored.run("fsck", "--full", "--strict")).isEmpty();
            assertThat(restored.run("rev-parse", "--is-bare-repository", "--show-object-format"))
                    .isEqualTo("true\n" + format.word());
        }

        @Test
        void isClonedAndPushedToByGit() {
            write(GitRefs.of(source, ObjectFormat.SHA1, Head.symbolic(MAIN, id("main"))), everything());

            NativeGit.in(directory).run("clone", "-q", target.toString(), "clone");
            NativeGit clone = NativeGit.in(directory.resolve("clone"));
            clone.run("commit", "-q", "--allow-empty", "-m", "more");
            clone.run("push", "-q", "origin", "main");

            assertThat(NativeGit.in(target).run("rev-parse", "main")).isEqualTo(clone.run("rev-parse", "HEAD"));
        }

        @Test
        void isEmptyWhenNothingIsThere() {
            write(new RepositoryRefs(ObjectFormat.SHA1, Head.unborn(MAIN), List.of(), Set.of()), List.of());

            assertThat(NativeGit.in(target).run("for-each-ref")).isEmpty();
            assertThat(NativeGit.in(target).run("symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
            assertThat(NativeGit.in(target).attempt(new byte[0], "fsck").errors())
                    .contains("unborn");
        }

        @Test
        void isShallowWhereTheHostWas() {
            NativeGit.in(directory)
                    .run(
                            "clone",
                            "-q",
                            "--bare",
                            "--depth=3",
                            "--branch=main",
                            "file://" + source.directory(),
                            "shallow.git");
            NativeGit shallow = NativeGit.in(directory.resolve("shallow.git"));
            ObjectId boundary = id(source, "main~2");
            RepositoryRefs refs = new RepositoryRefs(
                    ObjectFormat.SHA1, Head.symbolic(MAIN, id("main")), GitRefs.list(shallow), Set.of(boundary));

            write(
                    refs,
                    List.of(GitPack.of(shallow, "main", "annotated", "nested", "of-tree", "of-blob", "light-blob")));

            assertThat(NativeGit.in(target).run("rev-list", "--count", "main")).isEqualTo("3");
            assertThat(NativeGit.in(target).run("fsck", "--full")).isEmpty();
        }

        @Test
        void keepsPeeledTagsInPackedRefsAsGitDoes() throws IOException {
            write(GitRefs.of(source, ObjectFormat.SHA1, Head.unknown()), everything());
            source.run("pack-refs", "--all");

            assertThat(Files.readString(target.resolve("packed-refs")))
                    .isEqualTo(Files.readString(source.directory().resolve(".git/packed-refs")));
        }

        @Test
        void peelsTagsItselfWhereNoPeelIsKnown() throws IOException {
            List<Ref> unpeeled = GitRefs.list(source).stream()
                    .map(ref -> Ref.of(ref.name(), ref.oid()))
                    .toList();
            write(new RepositoryRefs(ObjectFormat.SHA1, Head.unknown(), unpeeled, Set.of()), everything());

            assertThat(Files.readString(target.resolve("packed-refs")))
                    .startsWith("# pack-refs with: sorted \n")
                    .doesNotContain("^");
            assertThat(NativeGit.in(target).run("show-ref", "-d")).isEqualTo(source.run("show-ref", "-d"));
        }
    }

    @Nested
    class Heads {

        @Test
        void detachedStaysSo() {
            writeWithHead(Head.detached(id("main~4")));

            assertThat(NativeGit.in(target).run("rev-parse", "HEAD"))
                    .isEqualTo(id("main~4").hex());
            assertThat(NativeGit.in(target)
                            .attempt(new byte[0], "symbolic-ref", "-q", "HEAD")
                            .status())
                    .isOne();
        }

        @Test
        void danglingStaysSo() {
            writeWithHead(Head.unborn(new RefName("refs/heads/gone")));

            assertThat(NativeGit.in(target).run("symbolic-ref", "HEAD")).isEqualTo("refs/heads/gone");
        }

        @Test
        void unknownIsMainWhereOnlyThatIsThere() {
            writeWithHead(Head.unknown());

            assertThat(NativeGit.in(target).run("symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
        }

        @Test
        void unknownIsMasterOtherwise() {
            write(new RepositoryRefs(ObjectFormat.SHA1, Head.unknown(), List.of(), Set.of()), List.of());

            assertThat(NativeGit.in(target).run("symbolic-ref", "HEAD")).isEqualTo("refs/heads/master");
        }

        @Test
        void withAHostileTargetIsDetached() {
            writeWithHead(Head.symbolic(new RefName("../../etc/passwd"), id("main")));

            assertThat(NativeGit.in(target).run("rev-parse", "HEAD"))
                    .isEqualTo(id("main").hex());
        }
    }

    @Nested
    class Names {

        @Test
        void inAnyEncodingComeBack() {
            List<Ref> refs = new ArrayList<>(List.of(
                    Ref.of(RefName.utf8("refs/heads/größe-テスト"), id("main")),
                    Ref.of(RefName.of("refs/heads/latin-\u00e9".getBytes(ISO_8859_1)), id("main"))));
            write(new RepositoryRefs(ObjectFormat.SHA1, Head.unknown(), refs, Set.of()), everything());

            byte[] shown = NativeGit.in(target).feed(new byte[0], "for-each-ref", "--format=%(refname)");
            assertThat(new String(shown, ISO_8859_1).lines())
                    .containsExactlyElementsOf(
                            refs.stream().map(ref -> ref.name().text()).sorted().toList());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "refs/heads/../../x",
                    "refs/../../../../tmp/x",
                    "../x",
                    "/etc/passwd",
                    "HEAD",
                    "config",
                    "refs/heads/x.lock",
                    "refs/heads/.x",
                    "refs/heads/x..y",
                    "refs/heads/x@{1}",
                    "refs/heads//x",
                    "refs/heads/x/",
                    "refs/heads/x.",
                    "refs/heads/x:y",
                    "refs/heads/a\\b",
                    "refs/heads/a\u007f",
                    "refs/heads/a\tb",
                    "refs/heads/x.lock/y",
                    "refs/heads/a*",
                })
        void thatGitRefusesAreLeftOutAndListed(String name) throws IOException {
            assertThat(NativeGit.in(directory)
                                            .attempt(new byte[0], "check-ref-format", name)
                                            .status()
                                    == 0
                            && name.startsWith("refs/"))
                    .isFalse();
            Ref hostile = new Ref(new RefName(name), id("main"), Optional.empty(), Optional.of(MAIN));
            Ref good = Ref.of(MAIN, id("main"));

            WrittenRepository written = write(
                    new RepositoryRefs(ObjectFormat.SHA1, Head.unknown(), List.of(good, hostile), Set.of()),
                    everything());

            assertThat(written.leftOut()).containsExactly(hostile);
            assertThat(NativeGit.in(target).run("for-each-ref", "--format=%(refname)"))
                    .isEqualTo("refs/heads/main");
            assertThat(Files.readString(target.resolve("repobackup-refs-left-out")))
                    .isEqualTo(id("main") + " " + name + "\n");
            assertThat(besideTarget()).containsExactly("restored.git");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "refs/heads/a",
                    "refs/x",
                    "refs/heads/a-b_c+d=e,f;g",
                    "refs/heads/@",
                    "refs/pull/1/head",
                    "refs/heads/a.lockb"
                })
        void thatGitTakesAreTaken(String name) {
            assertThat(RefNameRules.isValid(new RefName(name))).isTrue();
            assertThat(NativeGit.in(directory)
                            .attempt(new byte[0], "check-ref-format", name)
                            .status())
                    .isZero();
        }
    }

    @Nested
    class SymbolicRefs {

        @Test
        void staySymbolic() {
            Ref alias = symbolic("refs/remotes/origin/HEAD", "refs/heads/main");
            WrittenRepository written = writeWithRef(alias);

            assertThat(written.flattened()).isEmpty();
            assertThat(NativeGit.in(target).run("symbolic-ref", "refs/remotes/origin/HEAD"))
                    .isEqualTo("refs/heads/main");
            NativeGit.in(target).run("update-ref", "refs/heads/main", "main~1");
            assertThat(NativeGit.in(target).run("rev-parse", "refs/remotes/origin/HEAD"))
                    .isEqualTo(id("main~1").hex());
        }

        @ParameterizedTest
        @ValueSource(strings = {"refs/heads/gone", "refs/heads/alias", "refs/heads/../../x"})
        void withATargetThatIsNoRefBecomePlain(String to) {
            Ref alias = symbolic("refs/heads/alias", to);
            WrittenRepository written = writeWithRef(alias);

            assertThat(written.flattened()).containsExactly(alias);
            assertThat(NativeGit.in(target).run("rev-parse", "refs/heads/alias"))
                    .isEqualTo(id("main").hex());
        }

        @Test
        void withANameThatIsNoPortableFileBecomePlain() {
            Ref accented = new Ref(RefName.utf8("refs/heads/é"), id("main"), Optional.empty(), Optional.of(MAIN));
            Ref lengthy = symbolic("refs/heads/" + "x".repeat(300), "refs/heads/main");

            assertThat(writeWithRef(accented, lengthy).flattened()).containsExactlyInAnyOrder(accented, lengthy);
            assertThat(NativeGit.in(target)
                            .run("for-each-ref", "--format=%(objectname)")
                            .lines()
                            .distinct())
                    .containsExactly(id("main").hex());
        }
    }

    @Nested
    class Failing {

        @Test
        void leavesNothingWhenASupplyBreaks() throws IOException {
            InputStream broken = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("reset");
                }
            };
            PackSupply good = everything().get(0);
            PackSupply bad = supply(good, new SequenceInputStream(new ByteArrayInputStream(new byte[99]), broken));

            assertFails(bad, UnavailableException.class);
        }

        @Test
        void passesOnWhatASupplyThrows() throws IOException {
            PackSupply bad = supply(everything().get(0), new InputStream() {
                @Override
                public int read() {
                    throw new CorruptedException("blob", "digest a", "digest b");
                }
            });

            assertFails(bad, CorruptedException.class);
        }

        @Test
        void refusesPacksWithAnotherName() throws IOException {
            PackSupply good = everything().get(0);

            assertFails(supply(good, GitPack.of(source, "main~3").openPack()), CorruptedException.class);
            assertFails(supply(good, InputStream.nullInputStream()), CorruptedException.class);
        }

        @Test
        void refusesAnIndexOfAnotherPack() throws IOException {
            GitPack one = GitPack.of(source, "main~3");
            GitPack other = GitPack.of(source, "main");

            assertFails(new GitPack(one.name(), one.pack(), other.index()), CorruptedException.class);
        }

        @Test
        void refusesADirectoryThatIsNotEmpty() throws IOException {
            Files.createDirectory(target);
            Files.writeString(target.resolve("keep"), "me");

            assertThatThrownBy(() -> writeWithHead(Head.unknown()))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("not empty");
            assertThat(target.resolve("keep")).hasContent("me");
        }

        @Test
        void takesAnEmptyDirectory() throws IOException {
            Files.createDirectory(target);
            writeWithHead(Head.unknown());

            assertThat(NativeGit.in(target).run("rev-parse", "main"))
                    .isEqualTo(id("main").hex());
        }

        @Test
        void refusesAParentThatIsMissingAndAFile() throws IOException {
            Path file = Files.writeString(directory.resolve("file"), "text");
            RepositoryRefs none = new RepositoryRefs(ObjectFormat.SHA1, Head.unknown(), List.of(), Set.of());

            for (Path bad : List.of(directory.resolve("no/such"), file, file.resolve("x"))) {
                assertThatThrownBy(() -> BareRepositoryWriter.on(executor).write(bad, none, List.of()))
                        .isInstanceOf(MisconfiguredException.class);
            }
        }

        @Test
        void leavesNothingWhenTheExecutorRefuses() throws IOException {
            Executor refusing = task -> {
                throw new RejectedExecutionException("shut down");
            };
            assertThatThrownBy(() -> BareRepositoryWriter.on(refusing)
                            .write(target, GitRefs.of(source, ObjectFormat.SHA1, Head.unknown()), everything()))
                    .isInstanceOf(RejectedExecutionException.class);
            assertThat(besideTarget()).isEmpty();
        }

        @Test
        void isCancelledByAnInterrupt() throws IOException {
            RepositoryRefs refs = GitRefs.of(source, ObjectFormat.SHA1, Head.unknown());
            for (List<PackSupply> packs : List.of(everything(), List.<PackSupply>of())) {
                Thread.currentThread().interrupt();
                try {
                    assertThatThrownBy(() -> write(refs, packs)).isInstanceOf(CancelledException.class);
                } finally {
                    assertThat(Thread.interrupted()).isTrue();
                }
                assertThat(besideTarget()).isEmpty();
            }
        }

        private void assertFails(PackSupply bad, Class<? extends Exception> how) throws IOException {
            RepositoryRefs refs = GitRefs.of(source, ObjectFormat.SHA1, Head.unknown());
            assertThatThrownBy(() -> write(refs, List.of(bad, GitPack.of(source, "side"))))
                    .isInstanceOf(how);
            assertThat(besideTarget()).isEmpty();
        }
    }

    private static PackSupply supply(PackSupply like, InputStream pack) {
        return new PackSupply() {
            @Override
            public ObjectId name() {
                return like.name();
            }

            @Override
            public InputStream openPack() {
                return pack;
            }

            @Override
            public InputStream openIndex() {
                return like.openIndex();
            }
        };
    }

    private List<String> besideTarget() throws IOException {
        try (Stream<Path> found = Files.list(target.getParent())) {
            return found.map(path -> path.getFileName().toString()).toList();
        }
    }

    private Ref symbolic(String name, String to) {
        return new Ref(new RefName(name), id("main"), Optional.empty(), Optional.of(new RefName(to)));
    }

    private WrittenRepository writeWithRef(Ref... more) {
        List<Ref> refs = new ArrayList<>(List.of(more));
        refs.add(Ref.of(MAIN, id("main")));
        return write(new RepositoryRefs(ObjectFormat.SHA1, Head.unknown(), refs, Set.of()), everything());
    }

    private void writeWithHead(Head head) {
        write(GitRefs.of(source, ObjectFormat.SHA1, head), everything());
    }

    private WrittenRepository write(RepositoryRefs refs, List<PackSupply> packs) {
        return BareRepositoryWriter.on(executor).write(target, refs, packs);
    }

    private List<PackSupply> everything() {
        return List.of(GitPack.of(source, EVERYTHING));
    }

    private ObjectId id(String revision) {
        return id(source, revision);
    }

    private static ObjectId id(NativeGit git, String revision) {
        return new ObjectId(git.run("rev-parse", revision));
    }
}
