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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a record says of a part, with all that it keeps in blobs of state. <i>Immutable.</i> */
sealed interface PartMeaning {

    /** Reads it. */
    static PartMeaning read(StoredContent stored, SubjectContents contents) {
        return stored instanceof StoredGit git
                ? new Git(contents.git(git))
                : new Metadata(contents.metadata((StoredMetadata) stored));
    }

    /** The blobs of data that it pins. */
    Stream<BlobRef> blobs();

    /** The same with its blobs of data elsewhere. */
    PartMeaning with(UnaryOperator<BlobRef> place);

    /** Spells it for a record, as the difference to an earlier one where that is smaller. */
    StoredContent store(SubjectContents contents, Optional<StoredContent> earlier);

    /** A repository. */
    record Git(GitContent content) implements PartMeaning {

        @Override
        public Stream<BlobRef> blobs() {
            return content.packs().stream().flatMap(pack -> Stream.of(pack.bundle(), pack.index(), pack.external()));
        }

        @Override
        public PartMeaning with(UnaryOperator<BlobRef> place) {
            List<PackEntry> packs =
                    content.packs().stream().map(pack -> with(pack, place)).toList();
            return new Git(new GitContent(content.refs(), packs));
        }

        /** Numbers of records are others in another log, and a pack that is not superfluous is always right. */
        private static PackEntry with(PackEntry pack, UnaryOperator<BlobRef> place) {
            return new PackEntry(
                    place.apply(pack.bundle()),
                    pack.headerLength(),
                    place.apply(pack.index()),
                    place.apply(pack.external()),
                    pack.name(),
                    pack.objects(),
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
        public Stream<BlobRef> blobs() {
            return Stream.concat(
                    content.segments().stream().map(Segment::blob),
                    content.contents().values().stream().flatMap(entry -> entry.stored().stream()));
        }

        @Override
        public PartMeaning with(UnaryOperator<BlobRef> place) {
            List<Segment> segments = content.segments().stream()
                    .map(segment ->
                            new Segment(segment.kind(), segment.mode(), place.apply(segment.blob()), segment.items()))
                    .toList();
            Map<String, ContentEntry> entries = new HashMap<>();
            content.contents().forEach((id, entry) -> entries.put(id, with(entry, place)));
            return new Metadata(new MetadataContent(content.state(), segments, content.ids(), entries));
        }

        private static ContentEntry with(ContentEntry entry, UnaryOperator<BlobRef> place) {
            return new ContentEntry(entry.ref(), entry.stored().map(place), entry.missing(), entry.attempts());
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
