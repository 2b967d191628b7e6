package io.repobackup.core.rekey;

import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.ContentEntry;
import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.MetadataContent;
import io.repobackup.core.vault.PackEntry;
import io.repobackup.core.vault.Segment;
import io.repobackup.core.vault.StoredContent;
import io.repobackup.core.vault.StoredGit;
import io.repobackup.core.vault.StoredMetadata;
import io.repobackup.core.vault.SubjectContents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a record says of a part, with all that it keeps in blobs of state. <i>Immutable.</i> */
sealed interface PartMeaning {

    /** Reads it. */
    static PartMeaning read(StoredContent stored, SubjectContents contents) {
        return stored instanceof StoredGit git
                ? new Git(contents.git(git))
                : new Metadata(contents.metadata((StoredMetadata) stored));
    }

    /** The blobs of data without any of which the whole counts for nothing. */
    Stream<BlobRef> required();

    /** The blobs of data that are contents by themselves: one that is missing harms nothing else. */
    Stream<BlobRef> linked();

    /**
     * The same with its blobs of data elsewhere. A content that is nowhere is missing from then on, so that the next capture
     * tries to get it again.
     */
    PartMeaning with(Function<BlobRef, Optional<BlobRef>> place);

    /** Spells it for a record, as the difference to an earlier one where that is smaller. */
    StoredContent store(SubjectContents contents, Optional<StoredContent> earlier);

    /** A repository. */
    record Git(GitContent content) implements PartMeaning {

        @Override
        public Stream<BlobRef> required() {
            return content.packs().stream().flatMap(pack -> Stream.of(pack.bundle(), pack.index(), pack.external()));
        }

        @Override
        public Stream<BlobRef> linked() {
            return Stream.empty();
        }

        @Override
        public PartMeaning with(Function<BlobRef, Optional<BlobRef>> place) {
            List<PackEntry> packs =
                    content.packs().stream().map(pack -> with(pack, place)).toList();
            return new Git(new GitContent(content.refs(), packs));
        }

        /** Numbers of records are others in another log, and a pack that is not superfluous is always right. */
        private static PackEntry with(PackEntry pack, Function<BlobRef, Optional<BlobRef>> place) {
            return new PackEntry(
                    place.apply(pack.bundle()).orElseThrow(),
                    pack.headerLength(),
                    place.apply(pack.index()).orElseThrow(),
                    place.apply(pack.external()).orElseThrow(),
                    pack.name(),
                    pack.objects(),
                    pack.lfsPointers(),
                    OptionalLong.empty());
        }

        @Override
        public StoredContent store(SubjectContents contents, Optional<StoredContent> earlier) {
            return earlier.filter(StoredGit.class::isInstance)
                    .map(StoredGit.class::cast)
                    .map(before -> contents.store(content, before))
                    .orElseGet(() -> contents.store(content));
        }
    }

    /** What a snapshotter captured. */
    record Metadata(MetadataContent content) implements PartMeaning {

        @Override
        public Stream<BlobRef> required() {
            return content.segments().stream().map(Segment::blob);
        }

        @Override
        public Stream<BlobRef> linked() {
            return content.contents().values().stream().flatMap(entry -> entry.stored().stream());
        }

        @Override
        public PartMeaning with(Function<BlobRef, Optional<BlobRef>> place) {
            List<Segment> segments = content.segments().stream()
                    .map(segment -> new Segment(
                            segment.kind(),
                            segment.mode(),
                            place.apply(segment.blob()).orElseThrow(),
                            segment.items()))
                    .toList();
            Map<String, ContentEntry> entries = new HashMap<>();
            content.contents().forEach((id, entry) -> entries.put(id, with(entry, place)));
            return new Metadata(new MetadataContent(content.state(), segments, content.ids(), entries));
        }

        private static ContentEntry with(ContentEntry entry, Function<BlobRef, Optional<BlobRef>> place) {
            return entry.stored().isEmpty()
                    ? entry
                    : entry.stored()
                            .flatMap(place)
                            .map(entry::withStored)
                            .orElseGet(() -> entry.withMissing("the vault that this one was carried from had lost it"));
        }

        @Override
        public StoredContent store(SubjectContents contents, Optional<StoredContent> earlier) {
            return earlier.filter(StoredMetadata.class::isInstance)
                    .map(StoredMetadata.class::cast)
                    .map(before -> contents.store(content, before))
                    .orElseGet(() -> contents.store(content));
        }
    }
}
