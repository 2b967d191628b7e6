package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.git.server.GitHttpBackendServer;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.SameRepository;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.source.GitSource;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PackEntry;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.WorkerKeys;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real repositories behind {@code git http-backend}, through engine, vault and directories, and back. */
class GitRoundTripTest {

    @TempDir
    Path dir;

    private final FakeClock clock = FakeClock.create();
    private GitHttpBackendServer host;
    private Vault vault;
    private FileSystemBlobSink sink;

    @BeforeEach
    void open() {
        host = new GitHttpBackendServer(dir.resolve("host"));
        sink = FileSystemBlobSink.open(dir.resolve("vault"));
        vault = Vault.openOrCreate(sink, VaultOptions.defaults().withClock(clock));
    }

    @AfterEach
    void close() {
        sink.close();
        host.close();
    }

    private BackupReport backUp(String... names) {
        clock.advance(Duration.ofHours(1));
        GitSource.Builder source = GitSource.builder().id("test");
        Stream.of(names).forEach(name -> source.repository(host.endpoint(name)));
        return BackupEngine.builder()
                .source(source.build())
                .vault(Vault.open(WorkerKeys.withoutDataKey(sink), vault.options()))
                .scratch(dir)
                .build()
                .run();
    }

    private Path restore(String name, Instant moment) {
        Path target = dir.resolve("restored-" + name);
        RestoreEngine.builder()
                .vault(vault)
                .target(DirectoryTarget.into(target))
                .asOf(moment)
                .build()
                .run()
                .throwIfFailed();
        return target;
    }

    private Path copyOf(TestRepository repository, String name) {
        Path copy = dir.resolve("original-" + name + ".git");
        RealGit.run(dir, "clone", "-q", "--mirror", repository.path().toString(), copy.toString());
        copyHead(repository.path(), copy);
        return copy;
    }

    private static void copyHead(Path from, Path to) {
        try {
            Files.copy(from.resolve("HEAD"), to.resolve("HEAD"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private SubjectId onlySubject() {
        try (Stream<SubjectId> subjects = vault.subjects()) {
            return subjects.toList().get(0);
        }
    }

    @ParameterizedTest
    @EnumSource(ObjectFormat.class)
    void everyMomentComesBackAsItWas(ObjectFormat format) {
        TestRepository repository = host.create("a.git", format);
        Map<Instant, Path> moments = new LinkedHashMap<>();
        List<Runnable> changes = List.of(
                () -> repository.tag("v1", "commit", repository.grow("main", "one")),
                () -> repository.grow("main", "two"),
                () -> {
                    ObjectId base = repository.commit("another history");
                    repository.set("refs/heads/main", base);
                    repository.set("refs/heads/added", base);
                },
                () -> {
                    repository.delete("refs/tags/v1");
                    repository.delete("refs/heads/added");
                    repository.grow("dev", "three");
                    repository.head("ref: refs/heads/dev");
                });
        for (int i = 0; i < changes.size(); i++) {
            changes.get(i).run();
            BackupReport report = backUp("a.git");
            report.throwIfFailed();
            assertThat(report.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.outcome()).isInstanceOf(Outcome.Stored.class));
            moments.put(clock.instant(), copyOf(repository, "" + i));
        }
        int number = 0;
        for (Map.Entry<Instant, Path> moment : moments.entrySet()) {
            Path restored = restore("" + number++, moment.getKey());
            SameRepository.assertSame(repositoryIn(restored), moment.getValue());
        }
        assertThat(vault.history(onlySubject()))
                .extracting(SnapshotInfo::completeness)
                .containsOnly(SnapshotInfo.Completeness.COMPLETE);
    }

    @Test
    void anIncrementIsTwoRequestsAndAnUnchangedRunOneAndNothingElse() {
        TestRepository repository = host.create("a.git", ObjectFormat.SHA1);
        repository.grow("main", "one");
        backUp("a.git");
        host.requests();
        repository.grow("main", "two");
        backUp("a.git");
        assertThat(host.requests()).hasSize(2);
        long records = vault.log(onlySubject()).head().number();
        BackupReport unchanged = backUp("a.git");
        assertThat(host.requests()).hasSize(1);
        assertThat(unchanged.counts()).isEqualTo(Map.of("unchanged", 1L));
        assertThat(vault.log(onlySubject()).head().number()).isEqualTo(records);
    }

    @Test
    void theFirstBundleIsClonedByGitAlone() {
        TestRepository repository = host.create("a.git", ObjectFormat.SHA1);
        repository.grow("main", "one");
        repository.grow("main", "two");
        backUp("a.git");
        LogRecord head = vault.log(onlySubject()).head().record().orElseThrow();
        PackEntry pack = head.git(io.repobackup.api.subject.Part.GIT)
                .orElseThrow()
                .packs()
                .get(0);
        Path bundle = dir.resolve("vault").resolve(pack.bundle().key().text());
        RealGit.run(dir, "clone", "-q", "--mirror", bundle.toString(), "clone.git");
        SameRepository.assertSame(dir.resolve("clone.git"), repository.path());
    }

    @Test
    void manyRepositoriesAreOneRunAndOneRestore() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            names.add("r" + i + ".git");
            host.create("r" + i + ".git", ObjectFormat.SHA1).grow("main", "content " + i);
        }
        names.add("missing.git");
        BackupReport report = backUp(names.toArray(String[]::new));
        assertThat(report.counts()).isEqualTo(Map.of("stored", 12L, "failed", 1L));
        Path restored = restore("all", clock.instant());
        try (Stream<Path> repositories = walk(restored)) {
            assertThat(repositories.filter(path -> path.getFileName().toString().endsWith(".git")))
                    .hasSize(12);
        }
    }

    @Test
    void aPackThatVanishedFromTheStoreIsAnAlarmAndIsFetchedAgain() throws IOException {
        TestRepository repository = host.create("a.git", ObjectFormat.SHA1);
        repository.grow("main", "one");
        backUp("a.git");
        LogRecord head = vault.log(onlySubject()).head().record().orElseThrow();
        PackEntry pack = head.git(io.repobackup.api.subject.Part.GIT)
                .orElseThrow()
                .packs()
                .get(0);
        Files.delete(dir.resolve("vault").resolve(pack.bundle().key().text()));
        BackupReport report = backUp("a.git");
        assertThat(report.alarms())
                .anySatisfy(
                        alarm -> assertThat(alarm).contains(pack.bundle().key().text()));
        SameRepository.assertSame(repositoryIn(restore("r", clock.instant())), repository.path());
    }

    private static Path repositoryIn(Path restored) {
        try (Stream<Path> paths = walk(restored)) {
            return paths.filter(path -> path.getFileName().toString().endsWith(".git"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Stream<Path> walk(Path root) {
        try {
            return Files.walk(root, 4);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
