package io.repobackup.core.vault;

import io.repobackup.api.capture.State;
import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonObject;
import io.repobackup.core.vault.json.MalformedException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a snapshotter captured, as JSON. */
final class MetadataJson {

    private MetadataJson() {}

    static JsonFields encode(StoredMetadata metadata) {
        JsonFields ids = new JsonFields();
        metadata.ids().forEach((kind, known) -> ids.put(kind, LinesJson.encodeIds(known)));
        return new JsonFields()
                .put("state", encodeState(metadata.state()))
                .objects("segments", metadata.segments(), MetadataJson::encodeSegment)
                .put("ids", ids)
                .put("contents", LinesJson.encodeContents(metadata.contents()));
    }

    static StoredMetadata decode(JsonObject fields) {
        JsonObject ids = fields.object("ids");
        Map<String, StoredLines<String>> known = new LinkedHashMap<>();
        ids.names().forEach(kind -> known.put(kind, LinesJson.decodeIds(ids.object(kind))));
        return new StoredMetadata(
                decodeState(fields.object("state")),
                fields.objects("segments").stream()
                        .map(MetadataJson::decodeSegment)
                        .toList(),
                known,
                LinesJson.decodeContents(fields.object("contents")));
    }

    private static JsonFields encodeState(StoredState state) {
        if (state instanceof StoredState.Stored stored) {
            return new JsonFields().put("version", stored.version()).put("blob", BlobJson.encode(stored.blob()));
        }
        State inline = ((StoredState.Inline) state).state();
        return new JsonFields().put("version", inline.version()).put("text", inline.json());
    }

    private static StoredState decodeState(JsonObject fields) {
        int version = (int) Math.min(fields.number("version"), Integer.MAX_VALUE);
        return fields.maybeObject("blob")
                .<StoredState>map(blob -> new StoredState.Stored(version, BlobJson.decode(blob)))
                .orElseGet(() -> new StoredState.Inline(new State(version, fields.text("text"))));
    }

    private static JsonFields encodeSegment(Segment segment) {
        return new JsonFields()
                .put("kind", segment.kind())
                .put("mode", segment.mode().name().toLowerCase(Locale.ROOT))
                .put("items", segment.items())
                .put("blob", BlobJson.encode(segment.blob()));
    }

    private static Segment decodeSegment(JsonObject fields) {
        Segment.Mode mode = switch (fields.text("mode")) {
            case "add" -> Segment.Mode.ADD;
            case "replace" -> Segment.Mode.REPLACE;
            default -> throw new MalformedException("the mode add or replace", fields.text("mode"));
        };
        return new Segment(fields.text("kind"), mode, BlobJson.decode(fields.object("blob")), fields.number("items"));
    }
}
