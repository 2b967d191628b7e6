package io.repobackup.github.crawl;

import io.repobackup.http.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An item as it was when it was written.
 *
 * <p><i>Immutable.</i>
 *
 * @param key its place in the order of the list, compared as text
 * @param digest tells it from what it becomes
 */
public record Seen(String key, String digest) {

    static Map<String, Seen> all(JsonValue state) {
        Map<String, Seen> all = new LinkedHashMap<>();
        state.find("seen")
                .ifPresent(items -> items.names().forEach(id -> {
                    List<JsonValue> pair = items.at(id).elements();
                    all.put(id, new Seen(pair.get(0).text(), pair.get(1).text()));
                }));
        return all;
    }

    static Map<String, ?> toJson(Map<String, Seen> all) {
        Map<String, Object> json = new LinkedHashMap<>();
        all.forEach((id, seen) -> json.put(id, List.of(seen.key, seen.digest)));
        return json;
    }
}
