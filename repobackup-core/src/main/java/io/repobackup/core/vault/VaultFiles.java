package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.vault.file.SmallFiles;
import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonObject;
import io.repobackup.core.vault.json.MalformedException;
import io.repobackup.core.vault.key.VaultKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The files at the top of a vault that say what it is. <i>Thread-safe.</i> */
final class VaultFiles {

    private final BlobSink sink;
    private final SmallFiles files;

    VaultFiles(BlobSink sink) {
        this.sink = sink;
        this.files = new SmallFiles(sink);
    }

    /** What a vault says of itself. */
    record Signpost(VaultId id, Instant created, Requirements requires) {}

    /** The signpost, with the requirements that were added since; empty when there is none. */
    Optional<Signpost> read() {
        return files.read(VaultKeys.SIGNPOST)
                .map(file -> decode(VaultKeys.SIGNPOST, file, Optional.empty()))
                .map(this::withFeatures);
    }

    /** The id on the signpost; empty when there is none. */
    Optional<VaultId> id() {
        return files.read(VaultKeys.SIGNPOST)
                .map(file -> decode(VaultKeys.SIGNPOST, file, Optional.empty()).id());
    }

    /** Makes a vault of an empty place; when another process was faster, its vault is the one. */
    Signpost create(VaultId id, Instant now) {
        requireEmpty();
        JsonFields fields = new JsonFields()
                .put("what", "a vault of repobackup: see restore.md beside it")
                .put("format", Format.VERSION)
                .put("requires", RequirementsJson.encode(Requirements.none()))
                .put("vault", id.text())
                .put("created", now)
                .put("encryption", new JsonFields().put("mode", "none").texts("recipients", List.of()));
        files.put(VaultKeys.SIGNPOST, line(fields), BlobClass.PLAIN);
        files.put(VaultKeys.RESTORE, instructions(), BlobClass.PLAIN);
        return read().orElseThrow(() -> new MisconfiguredException(
                "Wrote vault.json and cannot find it; this store does not show what it stores, use another one"));
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
        Requirements all = signpost.requires();
        try (Stream<StoredBlob> blobs = sink.list(BlobListing.under(VaultKeys.FEATURES))) {
            for (BlobKey key :
                    blobs.map(StoredBlob::key).filter(VaultKeys::isFeatures).toList()) {
                byte[] file = files.read(key)
                        .orElseThrow(() -> new CorruptedException(
                                key.text(), "the features of this vault", "nothing, although it is listed"));
                all = union(all, decode(key, file, Optional.of(signpost.id())).requires());
            }
        }
        return new Signpost(signpost.id(), signpost.created(), all);
    }

    private static Signpost decode(BlobKey key, byte[] file, Optional<VaultId> expected) {
        try {
            JsonObject fields = JsonObject.parse(file);
            Format.requireVersion("The vault (" + key + ")", fields.number("format"));
            VaultId id = new VaultId(fields.text("vault"));
            if (expected.filter(other -> !other.equals(id)).isPresent()) {
                throw new MalformedException("the vault " + expected.get(), id.text());
            }
            Requirements requires = RequirementsJson.decode(fields.object("requires"));
            Format.requireReadable("the vault (" + key + ")", requires);
            return new Signpost(id, fields.time("created"), requires);
        } catch (MalformedException e) {
            throw new CorruptedException(key.text(), e.expected(), e.actual(), e);
        } catch (IllegalArgumentException e) {
            throw new CorruptedException(key.text(), "the id of a vault", String.valueOf(e.getMessage()), e);
        }
    }

    private static Requirements union(Requirements some, Requirements others) {
        return new Requirements(
                union(some.read(), others.read()),
                union(some.append(), others.append()),
                union(some.prune(), others.prune()));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static byte[] line(JsonFields fields) {
        byte[] json = fields.toBytes();
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
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
