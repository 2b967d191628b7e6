package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonObject;
import io.repobackup.core.vault.json.MalformedException;
import io.repobackup.core.vault.key.VaultKeys;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a vault says of itself, and what a file of features adds to that. */
record Signpost(VaultId id, Instant created, Requirements requires, VaultEncryption encryption) {

    static Signpost decode(byte[] file) {
        return decode(VaultKeys.SIGNPOST, file, Optional.empty());
    }

    /** The bytes of {@code vault.json}. */
    byte[] encode() {
        return encode(new JsonFields().put("what", "a vault of repobackup: see restore.md beside it"));
    }

    /** The bytes of a file of features. */
    byte[] encodeFeatures() {
        return encode(new JsonFields());
    }

    /** This signpost with what a file of features adds: more requirements, and how files are encrypted from then on. */
    Signpost with(BlobKey key, byte[] features) {
        Signpost added = decode(key, features, Optional.of(this));
        return new Signpost(id, created, union(requires, added.requires), added.encryption);
    }

    /** What a file of features says that is put now, so that new files are for others. */
    Signpost rotated(VaultEncryption other, Instant now) {
        return new Signpost(id, now, Requirements.none(), other);
    }

    private byte[] encode(JsonFields fields) {
        byte[] json = fields.put("format", Format.VERSION)
                .put("requires", RequirementsJson.encode(requires))
                .put("vault", id.text())
                .put("created", created)
                .put("encryption", EncryptionJson.encode(encryption))
                .toBytes();
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private static Signpost decode(BlobKey key, byte[] file, Optional<Signpost> before) {
        try {
            JsonObject fields = JsonObject.parse(file);
            Format.requireVersion("The vault (" + key + ")", fields.number("format"));
            VaultId id = new VaultId(fields.text("vault"));
            before.ifPresent(known -> require("the vault " + known.id, known.id.equals(id), id));
            Requirements requires = RequirementsJson.decode(fields.object("requires"));
            Format.requireReadable("the vault (" + key + ")", requires);
            return new Signpost(id, fields.time("created"), requires, encryption(fields, before));
        } catch (MalformedException e) {
            throw new CorruptedException(key.text(), e.expected(), e.actual(), e);
        } catch (IllegalArgumentException e) {
            throw new CorruptedException(key.text(), "the id of a vault", String.valueOf(e.getMessage()), e);
        }
    }

    private static VaultEncryption encryption(JsonObject fields, Optional<Signpost> before) {
        if (before.isPresent() && fields.maybeObject("encryption").isEmpty()) {
            return before.get().encryption;
        }
        VaultEncryption found = EncryptionJson.decode(fields.object("encryption"));
        before.map(Signpost::encryption)
                .ifPresent(known ->
                        require("the mode " + known.mode(), known.mode().equals(found.mode()), found.mode()));
        return found;
    }

    private static void require(String expected, boolean fulfilled, Object actual) {
        if (!fulfilled) {
            throw new MalformedException(expected, actual.toString());
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
}
