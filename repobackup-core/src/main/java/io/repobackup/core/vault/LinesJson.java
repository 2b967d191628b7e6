package io.repobackup.core.vault;

import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;

/** Ids and contents as JSON, whole or as differences. */
final class LinesJson {

    private LinesJson() {}

    static JsonFields encodeIds(StoredLines<String> ids) {
        return base(ids).texts("put", ids.put()).texts("removed", new TreeSet<>(ids.removed()));
    }

    static StoredLines<String> decodeIds(JsonObject fields) {
        return new StoredLines<>(
                fields.maybeObject("base").map(BlobJson::decode), fields.texts("put"), removed(fields));
    }

    static JsonFields encodeContents(StoredLines<ContentEntry> contents) {
        return base(contents)
                .objects("put", contents.put(), ContentJson::encode)
                .texts("removed", new TreeSet<>(contents.removed()));
    }

    static StoredLines<ContentEntry> decodeContents(JsonObject fields) {
        return new StoredLines<>(
                fields.maybeObject("base").map(BlobJson::decode),
                fields.objects("put").stream().map(ContentJson::decode).toList(),
                removed(fields));
    }

    private static JsonFields base(StoredLines<?> lines) {
        return new JsonFields().maybe("base", lines.base(), BlobJson::encode);
    }

    private static Set<String> removed(JsonObject fields) {
        return Set.copyOf(fields.texts("removed"));
    }
}
