package io.repobackup.core.vault;

import io.repobackup.api.subject.ChangeMark;
import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonObject;
import java.util.Optional;

/** A part in a record as JSON. */
final class PartJson {

    private static final String GIT = "git";
    private static final String PENDING = "pending";
    private static final String METADATA = "metadata";

    private PartJson() {}

    static JsonFields encode(PartRecord part) {
        JsonFields fields = new JsonFields()
                .put("outcome", part.outcome())
                .texts("notes", part.notes())
                .put("checked", part.checked())
                .maybe("mark", part.mark().map(ChangeMark::text));
        part.content().ifPresent(content -> encodeContent(fields, content));
        part.pending().ifPresent(pending -> fields.put(PENDING, encodePending(pending)));
        return fields;
    }

    static PartRecord decode(JsonObject fields) {
        return new PartRecord(
                fields.text("outcome"),
                fields.texts("notes"),
                fields.time("checked"),
                fields.maybeText("mark").map(ChangeMark::new),
                decodeContent(fields),
                fields.maybeObject(PENDING).flatMap(PartJson::decodeContent));
    }

    private static JsonFields encodePending(PartContent pending) {
        JsonFields fields = new JsonFields();
        encodeContent(fields, pending);
        return fields;
    }

    private static void encodeContent(JsonFields fields, PartContent content) {
        fields.put("captured", content.captured());
        if (content.stored() instanceof StoredGit git) {
            fields.put(GIT, GitJson.encode(git));
        } else if (content.stored() instanceof StoredMetadata metadata) {
            fields.put(METADATA, MetadataJson.encode(metadata));
        }
    }

    private static Optional<PartContent> decodeContent(JsonObject fields) {
        Optional<StoredContent> git = fields.maybeObject(GIT).map(GitJson::decode);
        return git.or(() -> fields.maybeObject(METADATA).map(MetadataJson::decode))
                .map(stored -> new PartContent(fields.time("captured"), stored));
    }
}
