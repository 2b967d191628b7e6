package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalRepositoriesTest {

    @TempDir
    Path directory;

    private TestRepository repository;

    @BeforeEach
    void begin() {
        repository = TestRepository.create(directory.resolve("a.git"), ObjectFormat.SHA1);
    }

    private Backup backup(Path path) {
        return new Backup(directory, GitEndpoint.of(path.toUri()));
    }

    private GitCaptured captured(Path path) {
        try (Backup backup = backup(path)) {
            return backup.run();
        }
    }

    @Nested
    class Places {

        @Test
        void aWorkTreeStandsForItsRepository() throws IOException {
            repository.grow("main", "one");
            Path clone = cloned("clone");
            try (Backup backup = backup(clone)) {
                backup.changed();
                assertThat(backup.content().refs().refs())
                        .extracting(ref -> ref.name().text())
                        .contains("refs/heads/main", "refs/remotes/origin/main");
            }
        }

        @Test
        void aLinkedWorkTreeStandsForTheRepositoryBehindIt() throws IOException {
            repository.grow("main", "one");
            Path clone = cloned("clone");
            RealGit.run(clone, "worktree", "add", "-q", "-b", "side", "../linked");
            try (Backup backup = backup(directory.resolve("linked"))) {
                backup.changed();
                assertThat(backup.content().refs().refs())
                        .extracting(ref -> ref.name().text())
                        .contains("refs/heads/main", "refs/heads/side");
                assertThat(backup.content().refs().head().target().orElseThrow().text())
                        .isEqualTo("refs/heads/main");
            }
        }

        @Test
        void borrowedObjectsAreTakenAlong() throws IOException {
            repository.grow("main", "one");
            RealGit.run(directory, "clone", "-q", "--shared", "--bare", "a.git", "borrower.git");
            try (Backup backup = backup(directory.resolve("borrower.git"))) {
                assertThat(backup.changed().objects()).isEqualTo(5);
            }
        }

        @Test
        void whatIsNotThereIsNotFound() {
            assertThatThrownBy(() -> captured(directory.resolve("none")))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("none");
        }

        @Test
        void aPlainDirectoryIsNoRepository() {
            assertThatThrownBy(() -> captured(directory))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("no git repository");
        }

        @Test
        void aFileIsNoRepository() throws IOException {
            Path file = Files.writeString(directory.resolve("file"), "x");
            assertThatThrownBy(() -> captured(file)).isInstanceOf(MisconfiguredException.class);
        }
    }

    @Nested
    class Refs {

        @Test
        void namesAreBytesInWhateverLocale() throws IOException {
            String name = "refs/heads/gr\u00c3\u00b6\u00c3\u009fe-\u00ff";
            repository.set(name, repository.grow("main", "one"));
            try (Backup backup = backup(repository.path())) {
                backup.changed();
                assertThat(backup.content().refs().refs())
                        .extracting(ref -> ref.name().text())
                        .contains(name);
                backup.assertRestores(repository);
            }
        }

        @Test
        void tagsArePeeledWhereverTheyAreKept() throws IOException {
            ObjectId tip = repository.grow("main", "one");
            repository.tag("packed", "commit", tip);
            repository.git("pack-refs", "--all");
            repository.tag("loose", "commit", tip);
            try (Backup backup = backup(repository.path())) {
                backup.changed();
                assertThat(backup.content().refs().refs())
                        .filteredOn(ref -> ref.name().isUnder("refs/tags/"))
                        .hasSize(2)
                        .extracting(Ref::peeled)
                        .allSatisfy(peeled -> assertThat(peeled).contains(tip));
                backup.assertRestores(repository);
            }
        }

        @Test
        void leftoversAreNoRefsAndRubbishIsTold() throws IOException {
            repository.grow("main", "one");
            repository.write("refs/heads/half.lock", "x");
            repository.write("refs/heads/.DS_Store", "x");
            assertThat(captured(repository.path()).missing()).isEmpty();
            repository.write("refs/heads/rubbish", "\0\0\0");
            assertThat(captured(repository.path()).missing())
                    .singleElement()
                    .asString()
                    .contains("rubbish");
        }

        @Test
        void aRefToALostObjectIsToldAndTheOthersAreKept() throws IOException {
            repository.grow("main", "one");
            repository.write("refs/heads/broken", "1".repeat(40) + "\n");
            try (Backup backup = backup(repository.path())) {
                GitCaptured captured = backup.run();
                assertThat(captured.missing()).singleElement().asString().contains("refs/heads/broken");
                assertThat(backup.content().refs().refs()).hasSize(1);
                assertThat(backup.run())
                        .isInstanceOfSatisfying(
                                GitCaptured.Unchanged.class,
                                same -> assertThat(same.missing()).hasSize(1));
            }
        }
    }

    @Nested
    class Flaws {

        @Test
        void aShallowCloneIsTold() throws IOException {
            repository.grow("main", "one");
            repository.grow("main", "two");
            RealGit.run(
                    directory,
                    "clone",
                    "-q",
                    "--bare",
                    "--depth=1",
                    repository.path().toUri() + "",
                    "shallow.git");
            try (Backup backup = backup(directory.resolve("shallow.git"))) {
                assertThat(backup.run().missing()).singleElement().asString().contains("shallow");
                assertThat(backup.content().refs().shallow()).hasSize(1);
                assertThat(RealGit.attempt(backup.restored().path(), new byte[0], "fsck", "--full")
                                .status())
                        .isZero();
                assertThat(backup.run()).isInstanceOf(GitCaptured.Unchanged.class);
                RealGit.run(directory.resolve("shallow.git"), "fetch", "-q", "--unshallow");
                assertThat(backup.run().missing()).isEmpty();
                assertThat(backup.content().packs()).hasSize(1);
            }
        }

        @Test
        void graftsAreTold() throws IOException {
            ObjectId tip = repository.grow("main", "one");
            Files.createDirectories(repository.path().resolve("info"));
            repository.write("info/grafts", tip + "\n");
            assertThat(captured(repository.path()).missing())
                    .singleElement()
                    .asString()
                    .contains("grafts");
        }

        @Test
        void aPartialCloneIsTold() {
            repository.grow("main", "one");
            String url = repository.path().toUri().toString();
            RealGit.run(directory, "clone", "-q", "--bare", "--filter=blob:limit=1m", url, "partial.git");
            assertThat(captured(directory.resolve("partial.git")).missing())
                    .anySatisfy(flaw -> assertThat(flaw).contains("partial clone"));
        }
    }

    @Nested
    class LostObjects {

        @Test
        void whatAPartialCloneHasIsSavedAndTheRestNamed() throws IOException {
            ObjectId small = repository.grow("main", "small");
            repository.tag("v1", "commit", small);
            repository.set("refs/heads/large", repository.commit("large".repeat(1_000), small));
            repository.tag(
                    "v2", "commit", repository.commit("on top", new ObjectId(repository.git("rev-parse", "large"))));
            String url = repository.path().toUri().toString();
            RealGit.run(directory, "clone", "-q", "--mirror", "--filter=blob:limit=1k", url, "partial.git");
            try (Backup backup = backup(directory.resolve("partial.git"))) {
                List<String> missing = backup.run().missing();
                assertThat(missing).hasSize(3);
                assertThat(missing.get(0)).contains("partial clone");
                assertThat(missing.get(1)).startsWith("refs/heads/large: ");
                assertThat(missing.get(2)).startsWith("refs/tags/v2: ");
                assertThat(backup.content().refs().refs())
                        .extracting(ref -> ref.name().text())
                        .containsExactly("refs/heads/main", "refs/tags/v1");
                assertThat(RealGit.attempt(backup.restored().path(), new byte[0], "fsck", "--full")
                                .status())
                        .isZero();
                assertThat(backup.run()).isInstanceOf(GitCaptured.Unchanged.class);
            }
        }

        @ParameterizedTest
        @EnumSource(ObjectFormat.class)
        void whatABrokenRepositoryHasIsSavedAndTheRestNamed(ObjectFormat format) throws IOException {
            repository = TestRepository.create(directory.resolve("b.git"), format);
            ObjectId base = repository.grow("main", "base");
            for (int i = 0; i < 20; i++) {
                repository.set("refs/heads/b" + i, repository.commit("number " + i, base));
            }
            repository.lose(repository.blob("number 3"));
            repository.lose(repository.commit("number 11", base));
            repository.tag("v1", "commit", new ObjectId(repository.git("rev-parse", "b3")));
            try (Backup backup = backup(repository.path())) {
                assertThat(String.join("\n", backup.run().missing())).contains("refs/heads/b3: ", "refs/tags/v1: ");
                assertThat(backup.content().refs().refs()).hasSize(19);
                assertThat(backup.run()).isInstanceOf(GitCaptured.Unchanged.class);
                repository.blob("number 3");
                repository.commit("number 11", base);
                backup.changed();
                backup.assertRestores(repository);
            }
        }

        @Test
        void damageThatOnlyReadingShowsLosesNoMoreThanWhatStandsOnIt() throws IOException {
            ObjectId base = repository.grow("main", "base");
            for (int i = 0; i < 10; i++) {
                repository.set("refs/heads/b" + i, repository.commit("number " + i, base));
            }
            repository.spoil(repository.blob("number 3"));
            try (Backup backup = backup(repository.path())) {
                backup.incomplete("refs/heads/b3");
                assertThat(backup.content().refs().refs()).hasSize(10);
            }
        }
    }

    private Path cloned(String name) {
        RealGit.run(directory, "clone", "-q", "a.git", name);
        return directory.resolve(name);
    }
}
