package io.repobackup.core.git;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.git.bundle.BundleHeader;
import io.repobackup.core.git.connection.FetchStream;
import io.repobackup.core.git.pack.IndexedPack;
import io.repobackup.core.git.pack.PackDescription;
import io.repobackup.core.git.pack.PackIndexer;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.vault.BlobFamily;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.BlobWriter;
import io.repobackup.core.vault.PackEntry;
import io.repobackup.core.vault.SubjectBlobs;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Takes packs from the wire into the vault: each becomes a bundle, with its index and its external ids beside it. */
final class PackIntake {

    /** What a pack has beside it. */
    private interface Companion {
        void writeTo(OutputStream out) throws IOException;
    }

    private final String repository;
    private final PackIndexer indexer;
    private final SubjectBlobs blobs;
    private final GitMonitor monitor;

    PackIntake(String repository, PackIndexer indexer, SubjectBlobs blobs, GitMonitor monitor) {
        this.repository = repository;
        this.indexer = indexer;
        this.blobs = blobs;
        this.monitor = monitor;
    }

    GitMonitor monitor() {
        return monitor;
    }

    /**
     * Stores a pack. When this returns, all blobs of the pack are committed.
     *
     * @return nothing when the pack has no objects; then nothing was stored
     * @throws BrokenPackException when the pack breaks off
     */
    Optional<StoredPack> take(FetchStream stream, BundleHeader header, Set<ObjectId> shallow)
            throws BrokenPackException {
        BlobFamily family = blobs.data();
        byte[] head = header.bytes();
        PackDescription description =
                PackDescription.of("the pack of " + repository, header.format()).shallow(shallow);
        try (BlobWriter bundle = new UploadAhead(family.begin("bundle"))) {
            bundle.write(ByteBuffer.wrap(head));
            IndexedPack index = indexed(stream, description, new PackTee(bundle, monitor));
            return index.objects() == 0
                    ? Optional.empty()
                    : Optional.of(new StoredPack(commit(family, bundle, index, head.length), index));
        }
    }

    private IndexedPack indexed(FetchStream stream, PackDescription description, PackTee tee)
            throws BrokenPackException {
        PackSource source = new PackSource(stream.pack());
        try {
            IndexedPack index = indexer.index(description, source, tee);
            requireEnd(source, index);
            return index;
        } catch (UnavailableException e) {
            if (tee.caused(e) || !source.caused(e)) {
                throw e;
            }
            throw new BrokenPackException(e, source.count());
        }
    }

    private void requireEnd(InputStream pack, IndexedPack index) {
        try {
            if (index.surplus() > 0 || pack.read() >= 0) {
                throw new CorruptedException("the pack of " + repository, "its end", "more bytes");
            }
        } catch (IOException e) {
            throw new UnavailableException(
                    "Reading the end of the pack of " + repository + " failed: " + e.getMessage() + "; try again later",
                    e);
        }
    }

    /** The bundle last: where it is, the others are too. */
    private static PackEntry commit(BlobFamily family, BlobWriter bundle, IndexedPack index, long headerLength) {
        BlobRef idx = store(family, "idx", index::writeIndex);
        BlobRef ext = store(family, "ext", index.external()::writeTo);
        return new PackEntry(
                bundle.commit(),
                headerLength,
                idx,
                ext,
                index.name(),
                index.objects(),
                OptionalLong.of(index.lfsPointers().size()),
                OptionalLong.empty());
    }

    private static BlobRef store(BlobFamily family, String extension, Companion companion) {
        try (BlobWriter blob = family.begin(extension)) {
            OutputStream out = new BufferedOutputStream(new BlobOutput(blob), 1 << 16);
            companion.writeTo(out);
            out.flush();
            return blob.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
