package io.repobackup.core.vault;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.core.vault.key.SubjectKeys;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of blobs that a record spells out, condemned ones included. Keys inside of the blobs, as a ledger of contents
 * has them, are not among them: {@link VaultBlobs#open} looks at these.
 */
final class NamedKeys {

    private NamedKeys() {}

    /** A key that is not the subject's own; a record that names one is unsound. */
    static Optional<BlobKey> foreign(LogRecord record, SubjectKeys keys) {
        return of(record).filter(key -> !keys.isBlob(key)).findFirst();
    }

    private static Stream<BlobKey> of(LogRecord record) {
        Stream<BlobKey> pinned = record.parts().values().stream()
                .flatMap(part -> Stream.concat(part.content().stream(), part.pending().stream()))
                .flatMap(content -> pinned(content.stored()))
                .map(BlobRef::key);
        return Stream.concat(pinned, record.prune().stream().flatMap(prune -> prune.condemned().stream()));
    }

    private static Stream<BlobRef> pinned(StoredContent content) {
        return content instanceof StoredGit git ? pinned(git) : pinned((StoredMetadata) content);
    }

    private static Stream<BlobRef> pinned(StoredGit git) {
        Stream<BlobRef> packs =
                git.packs().stream().flatMap(pack -> Stream.of(pack.bundle(), pack.index(), pack.external()));
        return Stream.concat(git.refs().base().stream(), packs);
    }

    private static Stream<BlobRef> pinned(StoredMetadata metadata) {
        Stream<BlobRef> segments = metadata.segments().stream().map(Segment::blob);
        Stream<BlobRef> ids = metadata.ids().values().stream().flatMap(lines -> lines.base().stream());
        Stream<BlobRef> contents = Stream.concat(
                metadata.contents().base().stream(),
                metadata.contents().put().stream().flatMap(content -> content.stored().stream()));
        Stream<BlobRef> state =
                metadata.state() instanceof StoredState.Stored stored ? Stream.of(stored.blob()) : Stream.empty();
        return Stream.of(segments, ids, contents, state).flatMap(blobs -> blobs);
    }
}
