package io.repobackup.github.inventory;

import io.repobackup.http.json.JsonValue;
import java.util.Optional;

/**
 * How far a list has come.
 *
 * <p><i>Immutable.</i>
 *
 * @param total how many entries it has
 * @param newest when its newest entry was changed, in the host's words; empty when it has none
 */
public record HighWater(long total, Optional<String> newest) {

    static HighWater from(JsonValue list) {
        Optional<String> newest = list.find("nodes").filter(JsonValue::isArray).stream()
                .flatMap(nodes -> nodes.elements().stream())
                .flatMap(node -> node.find("updatedAt").stream())
                .map(JsonValue::text)
                .findFirst();
        return new HighWater(list.at("totalCount").number(), newest);
    }

    /** For a mark of change. */
    @Override
    public String toString() {
        return newest.map(time -> total + " to " + time).orElse(Long.toString(total));
    }
}
