package io.repobackup.samples.gitea;

import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.sink.Sha256;
import io.repobackup.http.json.JsonValue;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One element of a list, as the host sent it and as far as it is understood. <i>Immutable.</i> */
final class Entry {

    private final byte[] json;
    private final JsonValue value;

    /** Takes the bytes over. */
    Entry(byte[] json) {
        this.json = json;
        this.value = JsonValue.parse(json);
    }

    /** The bytes, not a copy. */
    byte[] json() {
        return json;
    }

    JsonValue value() {
        return value;
    }

    String digest() {
        return Sha256.of(json).hex();
    }

    /** When it changed, by the host's clock. */
    Instant updated() {
        return OffsetDateTime.parse(value.at("updated_at").text()).toInstant();
    }

    /** The files that are attached, as larger content. */
    List<ContentRef> attachments() {
        return value.find("assets").map(JsonValue::elements).orElse(List.of()).stream()
                .map(Entry::attachment)
                .toList();
    }

    private static ContentRef attachment(JsonValue asset) {
        OptionalLong size =
                asset.find("size").stream().mapToLong(JsonValue::number).findFirst();
        return new ContentRef(
                asset.at("uuid").text(),
                Optional.empty(),
                size,
                URI.create(asset.at("browser_download_url").text()));
    }
}
