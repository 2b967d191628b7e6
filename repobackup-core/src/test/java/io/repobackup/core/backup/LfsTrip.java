package io.repobackup.core.backup;

import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.api.source.Source;
import io.repobackup.api.subject.Part;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.source.GitSource;
import io.repobackup.core.vault.ContentEntry;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PackEntry;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.WorkerKeys;
import io.repobackup.core.vault.writing.RecordDraft;
import io.repobackup.core.vault.writing.SubjectWriter;
import io.repobackup.http.HttpClient;
import io.repobackup.http.limit.LimitRule;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One repository and its LFS objects on their way through the engine into a directory, and back. */
final class LfsTrip implements AutoCloseable {

    final FakeClock clock = FakeClock.create();
    final Vault vault;

    private final Path dir;
    private final FileSystemBlobSink sink;
    private int restores;

    LfsTrip(Path dir) {
        this.dir = dir;
        this.sink = FileSystemBlobSink.open(dir.resolve("vault"));
        this.vault = Vault.openOrCreate(sink, VaultOptions.defaults().withClock(clock));
    }

    BackupReport run(GitEndpoint repository) {
        return run(repository, Scope.everything());
    }

    /** A run that cannot read data, an hour after whatever came before. */
    BackupReport run(GitEndpoint repository, Scope scope) {
        return run(GitSource.builder().id("test").repository(repository).build(), scope);
    }

    /** The same of another source. */
    BackupReport run(Source source, Scope scope) {
        clock.advance(Duration.ofHours(1));
        BackupReport report;
        // What one client has heard of a host's limits, the next run knows nothing of.
        try (HttpClient http = client()) {
            report = engine(source, http).run(scope);
        }
        // Records of one run follow each other within milliseconds.
        clock.advance(Duration.ofSeconds(1));
        return report;
    }

    private static HttpClient client() {
        return HttpClient.builder()
                .sleeper(wait -> {})
                .limits(LimitRule.standard().withLongestWait(Duration.ofSeconds(1)))
                .build();
    }

    private BackupEngine engine(Source source, HttpClient http) {
        return BackupEngine.builder()
                .source(source)
                .vault(Vault.open(WorkerKeys.withoutDataKey(sink), vault.options()))
                .scratch(dir)
                .http(http)
                .build();
    }

    /** How the part of the LFS objects ended, unless nothing had changed. */
    static Outcome lfs(BackupReport report) {
        return report.entries().stream()
                .filter(entry -> entry.part().equals(Part.LFS))
                .map(BackupReport.Entry::outcome)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no outcome of lfs in " + report.counts()));
    }

    /** What the part of the LFS objects lacks. */
    static List<String> missing(BackupReport report) {
        return ((Outcome.Incomplete) lfs(report)).missing();
    }

    LogRecord head() {
        try (Stream<io.repobackup.api.subject.SubjectId> subjects = vault.subjects()) {
            return vault.log(subjects.findFirst().orElseThrow()).head().record().orElseThrow();
        }
    }

    /** Appends what a writer would have written that does not look for pointers. */
    void forgetPointers() {
        LogRecord head = head();
        PartRecord git = head.part(Part.GIT).orElseThrow();
        List<PackEntry> packs = head.git(Part.GIT).orElseThrow().packs().stream()
                .map(pack -> new PackEntry(
                        pack.bundle(),
                        pack.headerLength(),
                        pack.index(),
                        pack.external(),
                        pack.name(),
                        pack.objects(),
                        OptionalLong.empty(),
                        pack.replacedBy()))
                .toList();
        PartRecord without = git.withContent(head.git(Part.GIT).orElseThrow().withPacks(packs));
        SubjectWriter.open(vault, head.subject().id(), vault.runs().begin("test", "old"), 0)
                .append(RecordDraft.of(
                        RecordKind.SNAPSHOT, head.subject(), Completeness.COMPLETE, Map.of(Part.GIT, without)));
    }

    /** What the last record knows of the objects. */
    Map<String, ContentEntry> ledger() {
        LogRecord head = head();
        return vault.contents(head.subject().id())
                .contents(head.metadata(Part.LFS).orElseThrow());
    }

    /** The bytes of all objects in the vault, by nothing but their number. */
    long blobs() {
        try (Stream<Path> files = Files.walk(dir.resolve("vault/data"))) {
            return files.filter(file -> file.toString().endsWith(".blob")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The repository as it was at a moment. */
    Path restored(Instant moment) {
        return OnlyRepository.restored(vault, dir.resolve("restored-" + restores++), moment);
    }

    /** The objects in a restored repository: their oids and sizes. */
    static TreeMap<String, Long> objects(Path repository) {
        TreeMap<String, Long> objects = new TreeMap<>();
        Path lfs = repository.resolve("lfs/objects");
        if (!Files.exists(lfs)) {
            return objects;
        }
        try (Stream<Path> files = Files.walk(lfs)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> objects.put(
                            lfs.relativize(file).toString(), file.toFile().length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return objects;
    }

    @Override
    public void close() {
        sink.close();
    }
}
