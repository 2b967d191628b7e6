package io.repobackup.core.vault;

import io.repobackup.api.capture.State;
import io.repobackup.core.vault.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Metadata between its meaning and its spelling in a record. <i>Thread-safe.</i> */
final class MetadataCodec {

    private final StateBlobs blobs;
    private final LinesCodec<String> ids;
    private final LinesCodec<ContentEntry> contents;

    MetadataCodec(StateBlobs blobs) {
        this.blobs = blobs;
        this.ids = new LinesCodec<>(
                blobs,
                "ids.jsonl.gz",
                Function.identity(),
                LinesJson::encodeIds,
                new LinesCodec.LineForm<>(id -> bytes("true"), (id, json) -> id));
        this.contents = new LinesCodec<>(
                blobs,
                "contents.jsonl.gz",
                entry -> entry.ref().id(),
                LinesJson::encodeContents,
                new LinesCodec.LineForm<>(
                        entry -> ContentJson.encode(entry).toBytes(),
                        (id, json) -> ContentJson.decode(JsonObject.parse(bytes(json)))));
    }

    MetadataContent load(StoredMetadata stored) {
        Map<String, Set<String>> known = new TreeMap<>();
        stored.ids().forEach((kind, lines) -> known.put(kind, ids(lines)));
        return new MetadataContent(state(stored.state()), stored.segments(), known, contents(stored.contents()));
    }

    State state(StoredState stored) {
        if (stored instanceof StoredState.Stored blob) {
            return blobs.read(blob.blob(), text -> new State(blob.version(), new String(text, StandardCharsets.UTF_8)));
        }
        return ((StoredState.Inline) stored).state();
    }

    Set<String> ids(StoredLines<String> stored) {
        return ids.load(stored).keySet();
    }

    Map<String, ContentEntry> contents(StoredLines<ContentEntry> stored) {
        return contents.load(stored);
    }

    StoredMetadata store(
            MetadataContent metadata,
            Map<String, StoredLines<String>> earlierIds,
            StoredLines<ContentEntry> earlierContents) {
        Map<String, StoredLines<String>> known = new TreeMap<>();
        metadata.ids()
                .forEach((kind, set) ->
                        known.put(kind, ids.store(set, earlierIds.getOrDefault(kind, StoredLines.none()))));
        return new StoredMetadata(
                storeState(metadata.state()),
                metadata.segments(),
                known,
                contents.store(metadata.contents().values(), earlierContents));
    }

    private StoredState storeState(State state) {
        byte[] text = bytes(state.json());
        return text.length <= StateBlobs.INLINE_LIMIT
                ? new StoredState.Inline(state)
                : new StoredState.Stored(state.version(), blobs.write("state.json.gz", text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
