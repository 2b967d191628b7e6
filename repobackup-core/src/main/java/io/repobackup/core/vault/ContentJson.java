package io.repobackup.core.vault;

import io.repobackup.api.capture.ContentRef;
import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonObject;
import java.net.URI;

/** A linked content as JSON. */
final class ContentJson {

    private ContentJson() {}

    static JsonFields encode(ContentEntry entry) {
        ContentRef ref = entry.ref();
        return new JsonFields()
                .put("id", ref.id())
                .maybe("sha256", ref.sha256())
                .maybe("size", ref.sizeInBytes())
                .put("from", ref.from().toString())
                .maybe("blob", entry.stored(), BlobJson::encode)
                .maybe("missing", entry.missing())
                .put("attempts", entry.attempts());
    }

    static ContentEntry decode(JsonObject fields) {
        ContentRef ref = new ContentRef(
                fields.text("id"),
                fields.maybeText("sha256"),
                fields.maybeNumber("size"),
                URI.create(fields.text("from")));
        return new ContentEntry(
                ref,
                fields.maybeObject("blob").map(BlobJson::decode),
                fields.maybeText("missing"),
                fields.number("attempts"));
    }
}
