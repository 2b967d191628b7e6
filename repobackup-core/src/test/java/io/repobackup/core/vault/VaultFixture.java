package io.repobackup.core.vault;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.key.Ulid;
import io.repobackup.core.vault.run.RunStart;
import io.repobackup.core.vault.writing.Committed;
import io.repobackup.core.vault.writing.RecordDraft;
import io.repobackup.core.vault.writing.SubjectWriter;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.time.FakeClock;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** A vault in memory with a few ways to fill it. */
public final class VaultFixture {

    public static final RepositoryId ID = new RepositoryId("git.example", "42");
    public static final RunStart RUN = new RunStart(
            new Ulid("01arz3ndektsv4rrffq69g5fav"),
            "git.example/orgs/acme",
            FakeClock.create().instant(),
            "0.1.0");

    public final FakeClock clock = FakeClock.create();
    public final InMemoryBlobSink store = InMemoryBlobSink.on(clock);
    public final FaultySink sink = FaultySink.over(store);
    public final Vault vault = Vault.openOrCreate(sink, VaultOptions.defaults().withClock(clock));

    public static RemoteRepository repository(String name) {
        return RemoteRepository.builder(ID)
                .name(name)
                .url(URI.create("https://git.example/" + name))
                .attribute("visibility", "private")
                .build();
    }

    public SubjectWriter writer() {
        return SubjectWriter.open(vault, ID, RUN, 0);
    }

    /** Appends a record without content, and moves the clock on by an hour. */
    public LogRecord append(RecordKind kind, String name) {
        Committed committed = writer().append(draft(kind, name));
        clock.advance(Duration.ofHours(1));
        return ((Committed.Appended) committed).record();
    }

    public LogRecord snapshot() {
        return append(RecordKind.SNAPSHOT, "acme/tool");
    }

    public RecordDraft draft(RecordKind kind, String name) {
        return RecordDraft.of(
                kind,
                repository(name),
                Completeness.COMPLETE,
                Map.of(Part.GIT, PartRecord.of("stored", clock.instant())));
    }

    public RecordDraft draft(StoredContent content) {
        return RecordDraft.of(
                RecordKind.SNAPSHOT,
                repository("acme/tool"),
                Completeness.COMPLETE,
                Map.of(Part.GIT, PartRecord.of("stored", clock.instant()).withContent(content)));
    }

    public static BlobKey recordKey(long number) {
        return SubjectKeys.of(ID).record(number);
    }

    public static RepositoryRefs refs(Ref... refs) {
        return new RepositoryRefs(
                ObjectFormat.SHA1, Head.unborn(RefName.utf8("refs/heads/main")), List.of(refs), Set.of());
    }

    public static Ref ref(String name, int oid) {
        return Ref.of(RefName.utf8(name), oid(oid));
    }

    public static ObjectId oid(int number) {
        return new ObjectId(String.format("%040x", number));
    }

    /** A pack whose blobs are really there, though they hold nothing sensible. */
    public static PackEntry pack(SubjectBlobs blobs, int number) {
        BlobFamily family = blobs.data();
        return new PackEntry(
                blob(family, "bundle", "bundle " + number),
                3,
                blob(family, "idx", "idx " + number),
                blob(family, "ext", "ext " + number),
                oid(number),
                10,
                OptionalLong.of(0),
                OptionalLong.empty());
    }

    public static BlobRef blob(BlobFamily family, String extension, String content) {
        try (BlobWriter writer = family.begin(extension)) {
            writer.write(ByteBuffer.wrap(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            return writer.commit();
        }
    }
}
