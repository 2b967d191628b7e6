package io.repobackup.core.vault.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.git.GitCapture;
import io.repobackup.core.git.GitCaptured;
import io.repobackup.core.git.GitMonitor;
import io.repobackup.core.git.pack.LfsPointer;
import io.repobackup.core.git.pack.PackLimits;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.SameRepository;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.StoredGit;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultFixture;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.WorkerKeys;
import io.repobackup.core.vault.writing.Committed;
import io.repobackup.core.vault.writing.RecordDraft;
import io.repobackup.core.vault.writing.SubjectWriter;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import io.repobackup.http.HttpClient;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.source.InMemorySource;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A real repository, a vault in memory that has a first snapshot of it, and what is done to both. */
final class GitBench {

    final FakeClock clock = FakeClock.create();
    final InMemoryBlobSink store = InMemoryBlobSink.on(clock);
    final Vault vault;
    final TestRepository repository;
    private final Path dir;
    private int restores;

    GitBench(Path dir) {
        this(dir, VaultOptions.defaults());
    }

    GitBench(Path dir, VaultOptions options) {
        this(dir, TestRepository.create(dir.resolve("host.git"), ObjectFormat.SHA1), options);
        repository.grow("main", "one");
        backUpFirst();
    }

    /** The same on a repository that is there. */
    GitBench(Path dir, TestRepository repository) {
        this(dir, repository, VaultOptions.defaults());
    }

    private GitBench(Path dir, TestRepository repository, VaultOptions options) {
        this.vault = Vault.openOrCreate(store, options.withClock(clock));
        this.dir = made(dir);
        this.repository = repository;
    }

    private static Path made(Path dir) {
        try {
            return Files.createDirectories(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void backUpFirst() {
        assertThat(outcome(backUp(vault))).isInstanceOf(Outcome.Stored.class);
        clock.advance(Duration.ofHours(1));
    }

    static Outcome outcome(BackupReport report) {
        return report.entries().get(0).outcome();
    }

    /** The vault as an actor behind a gate sees it. */
    Vault through(Gate gate) {
        return Vault.open(WorkerKeys.withoutDataKey(new GatedSink(store, Gate.inTime(gate, clock))), vault.options());
    }

    BackupReport backUp(Vault through) {
        InMemorySource source = InMemorySource.named("git.example/orgs/acme");
        source.offer(new SubjectOffer(
                VaultFixture.repository("acme/tool"),
                List.of(PartOffer.git(Part.GIT, GitEndpoint.of(repository.path().toUri())))));
        return BackupEngine.builder()
                .source(source)
                .vault(through)
                .scratch(dir)
                .parallelism(1)
                .build()
                .run();
    }

    GitContent held() {
        LogRecord head = vault.log(VaultFixture.ID).head().record().orElseThrow();
        return vault.contents(VaultFixture.ID).git(head.git(Part.GIT).orElseThrow());
    }

    GitContent capture(Optional<GitContent> previous) {
        try (HttpClient http = HttpClient.create()) {
            GitCaptured captured = GitCapture.of(http, PackLimits.scratch(dir))
                    .capture(
                            GitEndpoint.of(repository.path().toUri()),
                            previous,
                            vault.blobs(VaultFixture.ID),
                            new Unwatched());
            return ((GitCaptured.Changed) captured).content();
        }
    }

    void append(RecordKind kind, GitContent content) {
        append(kind, PartRecord.of("stored", clock.instant()).withContent(stored(content)));
    }

    void appendProgress(GitContent soFar) {
        PartRecord before = vault.log(VaultFixture.ID)
                .head()
                .record()
                .flatMap(head -> head.part(Part.GIT))
                .orElseThrow();
        append(RecordKind.PROGRESS, before.withPending(stored(soFar)));
    }

    StoredGit stored(GitContent content) {
        return vault.contents(VaultFixture.ID).store(content);
    }

    void append(RecordKind kind, PartRecord part) {
        SubjectWriter writer = SubjectWriter.open(vault, VaultFixture.ID, VaultFixture.RUN, 0);
        assertThat(writer.append(RecordDraft.of(
                        kind, VaultFixture.repository("acme/tool"), Completeness.COMPLETE, Map.of(Part.GIT, part))))
                .isInstanceOf(Committed.Appended.class);
    }

    List<Long> history() {
        return vault.history(VaultFixture.ID).stream().map(SnapshotInfo::number).toList();
    }

    int packs(long number) {
        return vault.log(VaultFixture.ID)
                .read(number)
                .flatMap(record -> record.git(Part.GIT))
                .orElseThrow()
                .packs()
                .size();
    }

    void assertLastIsTheHost() {
        assertEverythingComesBack();
        List<Long> history = history();
        SameRepository.assertSame(restored(history.get(history.size() - 1)), repository.path());
    }

    void assertEverythingComesBack() {
        assertThat(VerifyEngine.builder()
                        .vault(vault)
                        .depth(Depth.CONNECTED)
                        .scratch(dir)
                        .build()
                        .run()
                        .damages())
                .isEmpty();
        history().forEach(number -> RealGit.run(restored(number), "fsck", "--strict", "--connectivity-only"));
    }

    Path restored(long number) {
        Path into = dir.resolve("restored-" + restores++);
        RestoreEngine.builder()
                .vault(vault)
                .target(DirectoryTarget.into(into))
                .snapshot(VaultFixture.ID, number)
                .scratch(dir)
                .build()
                .run()
                .throwIfFailed();
        try (Stream<Path> found = Files.walk(into)) {
            return found.filter(path -> Files.exists(path.resolve("HEAD")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Unwatched implements GitMonitor {

        @Override
        public void progress(long done, long total, String unit) {}

        @Override
        public void checkCancelled() {}

        @Override
        public void step(GitContent soFar, List<LfsPointer> pointers) {}
    }
}
