package io.repobackup.core.restore;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.restore.RestorableContent;
import io.repobackup.api.restore.RestorableSubject;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.Thaw.Temperature;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.git.bare.BareRepositoryWriter;
import io.repobackup.core.git.bare.PackSupply;
import io.repobackup.core.items.MergedItems;
import io.repobackup.core.thaw.ColdBlob;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.ContentEntry;
import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PackEntry;
import io.repobackup.core.vault.Segment;
import io.repobackup.core.vault.SegmentInput;
import io.repobackup.core.vault.StoredGit;
import io.repobackup.core.vault.StoredMetadata;
import io.repobackup.core.vault.SubjectBlobs;
import io.repobackup.core.vault.SubjectContents;
import io.repobackup.core.vault.key.SubjectKeys;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A subject in a vault, as one record holds it.
 *
 * <p><i>Thread-safe.</i>
 */
final class VaultSubject implements RestorableSubject {

    private final LogRecord record;
    private final Predicate<Part> wanted;
    private final SubjectContents contents;
    private final SubjectBlobs blobs;
    private final BareRepositoryWriter repositories;
    private final Path scratch;
    private volatile @Nullable Map<Sha256, BlobRef> contentBlobs;

    VaultSubject(
            LogRecord record,
            Predicate<Part> wanted,
            SubjectReading reading,
            BareRepositoryWriter repositories,
            Path scratch) {
        this.record = record;
        this.wanted = wanted;
        this.contents = reading.contents();
        this.blobs = reading.blobs();
        this.repositories = repositories;
        this.scratch = scratch;
    }

    /** The reading side of one subject of a vault. */
    record SubjectReading(SubjectContents contents, SubjectBlobs blobs) {}

    @Override
    public Subject subject() {
        return record.subject();
    }

    @Override
    public Instant achieved() {
        return record.time();
    }

    @Override
    public Set<Part> parts() {
        return held(part -> record.part(part).orElseThrow().content().isPresent());
    }

    @Override
    public Set<Part> gitParts() {
        return held(part -> record.git(part).isPresent());
    }

    @Override
    public Set<String> kinds(Part part) {
        Set<String> kinds = new TreeSet<>();
        record.metadata(part).ifPresent(metadata -> metadata.segments().forEach(segment -> kinds.add(segment.kind())));
        return Collections.unmodifiableSet(kinds);
    }

    @Override
    public Stream<byte[]> lines(Part part, String kind) {
        MergedItems items = MergedItems.in(scratch);
        try {
            for (Segment segment : metadata(part).segments()) {
                if (segment.kind().equals(kind)) {
                    apply(segment, items);
                }
            }
            return items.values().onClose(items::close);
        } catch (RuntimeException e) {
            items.close();
            throw e;
        }
    }

    @Override
    public Stream<RestorableContent> contents(Part part) {
        return record.metadata(part).stream()
                .flatMap(metadata -> contents.contents(metadata).values().stream())
                .flatMap(VaultSubject::restorable);
    }

    @Override
    public InputStream content(RestorableContent content) {
        return blobs.open(blob(content));
    }

    @Override
    public void writeRepository(Part git, Path directory) {
        GitContent content = contents.git(record.git(git)
                .orElseThrow(() -> new NotFoundException(git + " of " + subject() + " is no git part of record "
                        + record.number() + "; its git parts are " + gitParts())));
        List<PackSupply> packs = content.packs().stream()
                .map(pack -> (PackSupply) new StoredPack(pack, blobs))
                .toList();
        repositories.write(directory, content.refs(), packs);
    }

    /** How many bytes of data a restore reads. */
    long bytes() {
        return blobs().mapToLong(BlobRef::plainSize).sum();
    }

    /** The data that may lie in a cold tier: what a restore reads and is not smaller than this, as stored. */
    List<ColdBlob> candidates(long fromBytes) {
        SubjectId id = subject().id();
        BlobKey data = SubjectKeys.of(id).data();
        return blobs().filter(
                        blob -> blob.storedSize() >= fromBytes && blob.key().isUnder(data))
                .map(blob -> new ColdBlob(id, blob.inStore(), Temperature.FROZEN))
                .distinct()
                .toList();
    }

    private Stream<BlobRef> blobs() {
        return parts().stream()
                .flatMap(part -> Stream.concat(
                        record.git(part).stream().flatMap(VaultSubject::blobs),
                        record.metadata(part).stream().flatMap(this::blobs)));
    }

    private Set<Part> held(Predicate<Part> condition) {
        Set<Part> parts = new TreeSet<>();
        record.parts().keySet().stream().filter(wanted).filter(condition).forEach(parts::add);
        return Collections.unmodifiableSet(parts);
    }

    private StoredMetadata metadata(Part part) {
        return record.metadata(part)
                .orElseThrow(() -> new NotFoundException(
                        part + " of " + subject() + " holds no items in record " + record.number()));
    }

    private void apply(Segment segment, MergedItems items) {
        if (segment.mode() == Segment.Mode.REPLACE) {
            items.clear();
        }
        try (SegmentInput lines = SegmentInput.open(blobs, segment.blob())) {
            items.apply(lines);
        }
    }

    private BlobRef blob(RestorableContent content) {
        BlobRef blob = contentBlobs().get(content.sha256());
        if (blob == null) {
            throw new NotFoundException("Content " + content.id() + " is not in record " + record.number() + " of "
                    + subject() + "; take contents from contents(part) of the same subject");
        }
        return blob;
    }

    /** The blobs of the contents of all parts, by what is in them; read from the vault once. */
    private Map<Sha256, BlobRef> contentBlobs() {
        Map<Sha256, BlobRef> known = contentBlobs;
        if (known == null) {
            known = parts().stream()
                    .flatMap(this::contentBlobs)
                    .collect(Collectors.toMap(BlobRef::plainSha256, blob -> blob, (some, later) -> later));
            contentBlobs = known;
        }
        return known;
    }

    private Stream<BlobRef> contentBlobs(Part part) {
        return record.metadata(part).stream()
                .flatMap(metadata -> contents.contents(metadata).values().stream())
                .flatMap(entry -> entry.stored().stream());
    }

    private static Stream<RestorableContent> restorable(ContentEntry entry) {
        return entry.stored().stream()
                .map(blob -> new RestorableContent(entry.ref().id(), blob.plainSha256(), blob.plainSize()));
    }

    private static Stream<BlobRef> blobs(StoredGit git) {
        return git.packs().stream().flatMap(pack -> Stream.of(pack.bundle(), pack.index()));
    }

    private Stream<BlobRef> blobs(StoredMetadata metadata) {
        return Stream.concat(
                metadata.segments().stream().map(Segment::blob),
                contents.contents(metadata).values().stream().flatMap(entry -> entry.stored().stream()));
    }

    /** A pack of the vault on its way into a repository; its digests are checked while it is read. */
    private record StoredPack(PackEntry pack, SubjectBlobs blobs) implements PackSupply {

        @Override
        public io.repobackup.core.refs.ObjectId name() {
            return pack.name();
        }

        @Override
        public InputStream openPack() {
            return WithoutHeader.of(blobs.open(pack.bundle()), pack.headerLength());
        }

        @Override
        public InputStream openIndex() {
            return blobs.open(pack.index());
        }
    }
}
