package io.repobackup.github.release;

import io.repobackup.api.capture.ContentRef;
import io.repobackup.http.json.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A file of a release, as the host <a href="https://docs.github.com/en/rest/releases/assets">describes</a> it. */
final class Asset {

    private static final Pattern SHA256 = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final String UPLOADED = "uploaded";

    private Asset() {}

    /** The content of those whose upload was finished; another has no bytes yet, or never will. */
    static List<ContentRef> contents(List<JsonValue> assets) {
        return assets.stream()
                .filter(asset -> asset.find("state")
                        .map(JsonValue::text)
                        .orElse(UPLOADED)
                        .equals(UPLOADED))
                .map(Asset::content)
                .toList();
    }

    private static ContentRef content(JsonValue asset) {
        Optional<String> sha256 = asset.find("digest")
                .map(JsonValue::text)
                .filter(digest -> SHA256.matcher(digest).matches())
                .map(digest -> digest.substring("sha256:".length()));
        OptionalLong size =
                asset.find("size").stream().mapToLong(JsonValue::number).findFirst();
        return new ContentRef(
                "release-asset/" + asset.at("id").number(),
                sha256,
                size,
                URI.create(asset.at("url").text()));
    }
}
