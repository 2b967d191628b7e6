package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.Encryption;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.vault.file.SmallFiles;
import io.repobackup.core.vault.key.VaultKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The files at the top of a vault that say what it is. <i>Thread-safe.</i> */
final class VaultFiles {

    private final BlobSink sink;
    private final SmallFiles files;

    VaultFiles(BlobSink sink) {
        this.sink = sink;
        this.files = new SmallFiles(sink);
    }

    /** The signpost, with what was added since; empty when there is none. */
    Optional<Signpost> read() {
        return files.read(VaultKeys.SIGNPOST).map(Signpost::decode).map(this::withFeatures);
    }

    /**
     * The signpost likewise.
     *
     * @throws MisconfiguredException when there is none
     */
    Signpost require() {
        return read().orElseThrow(() -> new MisconfiguredException("Cannot open a vault here: there is no vault.json"
                + anything().map(key -> ", but other things, such as " + key).orElse(" and nothing else")
                + "; name the place of a vault, or make one with the first backup"));
    }

    /** The id on the signpost; empty when there is none. */
    Optional<VaultId> id() {
        return files.read(VaultKeys.SIGNPOST).map(Signpost::decode).map(Signpost::id);
    }

    /** Makes a vault of an empty place; when another process was faster, its vault is the one. */
    Signpost create(VaultId id, Instant now) {
        requireEmpty();
        sink.facet(Encryption.class).ifPresent(Encryption::requireProved);
        Signpost signpost = new Signpost(id, now, Requirements.none(), VaultEncryption.of(sink));
        files.put(VaultKeys.SIGNPOST, signpost.encode(), BlobClass.PLAIN);
        files.put(VaultKeys.RESTORE, instructions(), BlobClass.PLAIN);
        return read().orElseThrow(() -> new MisconfiguredException(
                "Wrote vault.json and cannot find it; this store does not show what it stores, use another one"));
    }

    /** Says under the next free number that new files are for others. */
    void put(Signpost features) {
        long last = featureKeys().stream()
                .mapToLong(key -> VaultKeys.number(key).orElseThrow())
                .max()
                .orElse(0);
        while (files.put(VaultKeys.features(++last), features.encodeFeatures(), BlobClass.PLAIN)
                == SmallFiles.Put.TAKEN) {}
    }

    /** The first key of the place, if there is any. */
    Optional<BlobKey> anything() {
        try (Stream<StoredBlob> blobs = sink.list(BlobListing.all())) {
            return blobs.findFirst().map(StoredBlob::key);
        }
    }

    private void requireEmpty() {
        Optional<BlobKey> other = anything();
        if (other.isPresent() && files.read(VaultKeys.SIGNPOST).isEmpty()) {
            throw new MisconfiguredException("Cannot make a vault here: there is no vault.json, and there are other"
                    + " things, such as " + other.get() + "; name an empty place, or one that is a vault");
        }
    }

    private Signpost withFeatures(Signpost signpost) {
        Signpost all = signpost;
        for (BlobKey key : featureKeys()) {
            byte[] file = files.read(key)
                    .orElseThrow(() -> new CorruptedException(
                            key.text(), "the features of this vault", "nothing, although it is listed"));
            all = all.with(key, file);
        }
        return all;
    }

    private List<BlobKey> featureKeys() {
        try (Stream<StoredBlob> blobs = sink.list(BlobListing.under(VaultKeys.FEATURES))) {
            return blobs.map(StoredBlob::key).filter(VaultKeys::isFeatures).toList();
        }
    }

    private static byte[] instructions() {
        try (InputStream in = Objects.requireNonNull(
                VaultFiles.class.getResourceAsStream("restore.md"), "restore.md is part of this library")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading a resource of this library", e);
        }
    }
}
