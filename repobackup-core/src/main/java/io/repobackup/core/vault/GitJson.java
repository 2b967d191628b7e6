package io.repobackup.core.vault;

import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonObject;
import io.repobackup.core.vault.json.MalformedException;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A git repository as JSON. */
final class GitJson {

    private GitJson() {}

    static JsonFields encode(StoredGit git) {
        return new JsonFields()
                .put("objectFormat", git.format().word())
                .put("head", RefsJson.encodeHead(git.head()))
                .texts(
                        "shallow",
                        new TreeSet<>(git.shallow()).stream().map(ObjectId::hex).toList())
                .put("refs", RefsJson.encode(git.refs()))
                .objects("packs", git.packs(), GitJson::encodePack);
    }

    static StoredGit decode(JsonObject fields) {
        return new StoredGit(
                format(fields.text("objectFormat")),
                RefsJson.decodeHead(fields.object("head")),
                fields.texts("shallow").stream().map(ObjectId::new).collect(Collectors.toUnmodifiableSet()),
                RefsJson.decode(fields.object("refs")),
                fields.objects("packs").stream().map(GitJson::decodePack).toList());
    }

    private static JsonFields encodePack(PackEntry pack) {
        return new JsonFields()
                .put("name", pack.name().hex())
                .put("objects", pack.objects())
                .maybe("lfsPointers", pack.lfsPointers())
                .put("headerLength", pack.headerLength())
                .put("bundle", BlobJson.encode(pack.bundle()))
                .put("idx", BlobJson.encode(pack.index()))
                .put("ext", BlobJson.encode(pack.external()))
                .maybe("replacedBy", pack.replacedBy());
    }

    private static PackEntry decodePack(JsonObject fields) {
        return new PackEntry(
                BlobJson.decode(fields.object("bundle")),
                fields.number("headerLength"),
                BlobJson.decode(fields.object("idx")),
                BlobJson.decode(fields.object("ext")),
                new ObjectId(fields.text("name")),
                fields.number("objects"),
                fields.maybeNumber("lfsPointers"),
                fields.maybeNumber("replacedBy"));
    }

    private static ObjectFormat format(String word) {
        return Arrays.stream(ObjectFormat.values())
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new MalformedException("the object format sha1 or sha256", word));
    }
}
