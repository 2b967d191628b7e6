package io.repobackup.core.vault;

import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Refs and HEAD as JSON. */
final class RefsJson {

    private RefsJson() {}

    static JsonFields encode(StoredRefs refs) {
        return new JsonFields()
                .maybe("base", refs.base(), BlobJson::encode)
                .objects("set", refs.set(), RefsJson::encodeRef)
                .texts(
                        "unset",
                        new TreeSet<>(refs.unset())
                                .stream().map(RefNameText::encode).toList())
                .objects("symbolic", new TreeMap<>(refs.symbolic()).entrySet(), RefsJson::encodeSymbolic);
    }

    static StoredRefs decode(JsonObject fields) {
        return new StoredRefs(
                fields.maybeObject("base").map(BlobJson::decode),
                fields.objects("set").stream().map(RefsJson::decodeRef).toList(),
                fields.texts("unset").stream().map(RefNameText::decode).collect(Collectors.toUnmodifiableSet()),
                fields.objects("symbolic").stream()
                        .collect(Collectors.toUnmodifiableMap(
                                symbolic -> name(symbolic, "name"), symbolic -> name(symbolic, "target"))));
    }

    static JsonFields encodeHead(Head head) {
        return new JsonFields()
                .maybe("target", head.target().map(RefNameText::encode))
                .maybe("oid", head.oid().map(ObjectId::hex));
    }

    static Head decodeHead(JsonObject fields) {
        return new Head(
                fields.maybeText("target").map(RefNameText::decode),
                fields.maybeText("oid").map(ObjectId::new));
    }

    private static JsonFields encodeRef(Ref ref) {
        return new JsonFields()
                .put("name", RefNameText.encode(ref.name()))
                .put("oid", ref.oid().hex())
                .maybe("peeled", ref.peeled().map(ObjectId::hex));
    }

    private static Ref decodeRef(JsonObject fields) {
        return new Ref(
                name(fields, "name"),
                new ObjectId(fields.text("oid")),
                fields.maybeText("peeled").map(ObjectId::new),
                Optional.empty());
    }

    private static JsonFields encodeSymbolic(Map.Entry<RefName, RefName> symbolic) {
        return new JsonFields()
                .put("name", RefNameText.encode(symbolic.getKey()))
                .put("target", RefNameText.encode(symbolic.getValue()));
    }

    private static RefName name(JsonObject fields, String field) {
        return RefNameText.decode(fields.text(field));
    }
}
