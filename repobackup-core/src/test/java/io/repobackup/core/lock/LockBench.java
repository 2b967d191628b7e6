package io.repobackup.core.lock;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.capture.State;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import io.repobackup.api.source.Lane;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.PruneNote;
import io.repobackup.core.vault.RecordHeader;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.Requirements;
import io.repobackup.core.vault.Segment;
import io.repobackup.core.vault.SegmentOutput;
import io.repobackup.core.vault.StoredMetadata;
import io.repobackup.core.vault.SubjectBlobs;
import io.repobackup.core.vault.SubjectLog;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import io.repobackup.core.verify.VerifyReport;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.source.InMemorySource;
import io.repobackup.testkit.time.FakeClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A vault in memory whose store locks, and repositories whose issues grow. */
final class LockBench {

    static final Part ISSUES = new Part("issues");
    static final Duration QUARTER = Duration.ofDays(90);

    final FakeClock clock = FakeClock.create();
    final InMemoryBlobSink store;
    final FaultySink sink;
    final Vault vault;
    private final InMemorySource source = InMemorySource.named("host.example/orgs/acme");
    private int runs;

    /** Everything is locked for a quarter of a year when it is put. */
    LockBench() {
        this(InMemoryBlobSink::on);
    }

    /** Likewise, in a store of this kind. */
    LockBench(Function<Clock, InMemoryBlobSink> kind) {
        this(kind, options -> options.withLockFor(QUARTER));
    }

    LockBench(Function<Clock, InMemoryBlobSink> kind, UnaryOperator<VaultOptions> options) {
        this.store = kind.apply(clock).withLocks();
        this.sink = FaultySink.over(store);
        this.vault =
                Vault.openOrCreate(sink, options.apply(VaultOptions.defaults().withClock(clock)));
    }

    static RepositoryId id(int number) {
        return new RepositoryId("host.example", "" + number);
    }

    /** A backup in which the first so many repositories have one issue more. */
    void backUp(int repositories) {
        runs++;
        source.offer(IntStream.rangeClosed(1, repositories)
                .mapToObj(this::repository)
                .toList());
        BackupEngine.builder().source(source).vault(vault).build().run().throwIfFailed();
    }

    LockReport extend(UnaryOperator<LockEngine.Builder> settings) {
        return settings.apply(LockEngine.builder().vault(vault).keepFor(QUARTER))
                .build()
                .run();
    }

    /** Tries to remove everything there is, as somebody with all rights would. */
    void attack() {
        List<StoredBlob> everything = store.facet(Versions.class)
                .map(LockBench::versions)
                .orElseGet(() -> store.list(BlobListing.all()).toList());
        store.facet(Removal.class).orElseThrow().remove(everything);
    }

    VerifyReport verify() {
        return VerifyEngine.builder().vault(vault).depth(Depth.PRESENCE).build().run();
    }

    /** The blobs that one record names. */
    List<BlobKey> blobs(int repository, long number) {
        return vault.log(id(repository)).read(number).orElseThrow().metadata(ISSUES).orElseThrow().segments().stream()
                .map(segment -> segment.blob().key())
                .toList();
    }

    /** Appends a snapshot with a blob that no other one has, and a snapshot like the one before. */
    BlobKey addBlobOnlyToASnapshotOf(int repository) {
        LogRecord last = vault.log(id(repository)).head().record().orElseThrow();
        SubjectBlobs blobs = vault.blobs(id(repository));
        Segment own;
        try (SegmentOutput output = SegmentOutput.begin(blobs.data())) {
            output.put("alone", "{}".getBytes(StandardCharsets.UTF_8));
            own = output.commit("issues", Segment.Mode.ADD);
        }
        append(repository, RecordKind.SNAPSHOT, with(last.parts(), own), Optional.empty());
        append(repository, RecordKind.SNAPSHOT, last.parts(), Optional.empty());
        return own.blob().key();
    }

    /** Drops snapshots, as a pruner would. */
    void prune(int repository, Set<Long> dropped, List<BlobKey> condemned) {
        LogRecord last = vault.log(id(repository)).head().record().orElseThrow();
        append(repository, RecordKind.PRUNE, last.parts(), Optional.of(new PruneNote(dropped, condemned)));
    }

    private void append(int repository, RecordKind kind, Map<Part, PartRecord> parts, Optional<PruneNote> prune) {
        SubjectLog log = vault.log(id(repository));
        LogHead head = log.head();
        LogRecord last = head.record().orElseThrow();
        RecordHeader header = new RecordHeader(
                vault.id(),
                head.number() + 1,
                "crafted",
                kind,
                last.time().plusMillis(1),
                vault.freshId(),
                "test",
                head.link(),
                Requirements.none());
        log.append(new LogRecord(header, last.subject(), last.completeness(), parts, prune));
    }

    private static Map<Part, PartRecord> with(Map<Part, PartRecord> parts, Segment segment) {
        PartRecord issues = parts.get(ISSUES);
        StoredMetadata stored = (StoredMetadata) issues.content().orElseThrow().stored();
        List<Segment> segments =
                Stream.concat(stored.segments().stream(), Stream.of(segment)).toList();
        return Map.of(
                ISSUES,
                issues.withContent(new StoredMetadata(stored.state(), segments, stored.ids(), stored.contents())));
    }

    private static List<StoredBlob> versions(Versions versions) {
        return versions.list(BlobListing.all())
                .flatMap(touched -> versions.of(touched.key()))
                .toList();
    }

    private SubjectOffer repository(int number) {
        RemoteRepository repository = RemoteRepository.builder(id(number))
                .name("acme/repository-" + number)
                .url(URI.create("https://host.example/" + number))
                .build();
        PartOffer issues = PartOffer.of(ISSUES, new Lane("api:host.example", 2), oneMore())
                .withMark(new ChangeMark("run " + runs));
        return new SubjectOffer(repository, List.of(issues));
    }

    private Snapshotter oneMore() {
        byte[] issue = ("{\"run\":" + runs + "}").getBytes(StandardCharsets.UTF_8);
        return (subject, context) -> {
            try (var segment = context.segment("issues")) {
                segment.put("" + runs, issue);
                segment.commit();
            }
            return new Captured.Changed(new State(1, "{\"run\":" + runs + "}"));
        };
    }
}
