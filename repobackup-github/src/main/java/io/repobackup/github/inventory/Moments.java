package io.repobackup.github.inventory;

import io.repobackup.http.json.JsonValue;
import java.util.Optional;

/**
 * When a repository was changed last, in the host's words, and where its HEAD is.
 *
 * <p><i>Immutable.</i>
 *
 * @param pushed the last push to any ref; empty when there was none
 * @param updated the last change of the repository's settings, topics or stars
 * @param branch the default branch and the object that it names; empty without one
 */
public record Moments(Optional<String> pushed, String updated, Optional<String> branch) {

    static Moments fromGraphQl(JsonValue json) {
        return new Moments(
                json.find("pushedAt").map(JsonValue::text),
                json.at("updatedAt").text(),
                json.find("defaultBranchRef")
                        .map(ref -> ref.at("name").text()
                                + ref.find("target", "oid")
                                        .map(oid -> " " + oid.text())
                                        .orElse("")));
    }

    static Moments fromRest(JsonValue json) {
        return new Moments(
                json.find("pushed_at").map(JsonValue::text),
                json.find("updated_at").map(JsonValue::text).orElse(""),
                json.find("default_branch").map(JsonValue::text));
    }
}
