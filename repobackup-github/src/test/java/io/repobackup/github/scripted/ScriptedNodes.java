package io.repobackup.github.scripted;

import io.repobackup.http.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Answers queries for nodes: for each field of the query that is {@code nodes(ids:$ids)}, what is known of each id; and
 * further pages of connections. <i>Confined to one thread at a time.</i>
 */
public final class ScriptedNodes implements Function<JsonValue, String> {

    private final Map<String, Map<String, String>> fields = new LinkedHashMap<>();
    private final Map<String, String> pages = new LinkedHashMap<>();
    private final List<Integer> asked = new ArrayList<>();

    /** What a field tells of a node. */
    public ScriptedNodes put(String field, String id, String json) {
        fields.computeIfAbsent(field, none -> new LinkedHashMap<>()).put(id, json);
        return this;
    }

    /** What follows a cursor. */
    public ScriptedNodes page(String cursor, String json) {
        pages.put(cursor, json);
        return this;
    }

    public void remove(String id) {
        fields.values().forEach(nodes -> nodes.remove(id));
    }

    /** How many nodes each query asked for. */
    public List<Integer> asked() {
        return asked;
    }

    /** A connection with these items in it. */
    public static String connection(String list, String end, String... items) {
        String place = end.isEmpty()
                ? "{\"hasNextPage\":false,\"endCursor\":null}"
                : "{\"hasNextPage\":true,\"endCursor\":\"" + end + "\"}";
        return "{\"pageInfo\":" + place + ",\"" + list + "\":[" + String.join(", ", items) + "]}";
    }

    @Override
    public String apply(JsonValue query) {
        JsonValue variables = query.at("variables");
        if (variables.find("after").isPresent()) {
            return "{\"data\":{\"node\":" + pages.get(variables.at("after").text()) + "}}";
        }
        List<String> ids =
                variables.at("ids").elements().stream().map(JsonValue::text).toList();
        asked.add(ids.size());
        String text = query.at("query").text();
        List<String> answers = new ArrayList<>();
        for (String field : text.contains("details:") ? List.of("details", "talks") : List.of("nodes")) {
            Map<String, String> known = fields.getOrDefault(field, Map.of());
            answers.add("\"" + field + "\":["
                    + String.join(
                            ",",
                            ids.stream()
                                    .map(id -> known.getOrDefault(id, "null"))
                                    .toList()) + "]");
        }
        boolean isAll = ids.stream().allMatch(id -> fields.values().stream().allMatch(nodes -> nodes.containsKey(id)));
        return "{\"data\":{" + String.join(",", answers) + "}"
                + (isAll ? "" : ",\"errors\":[{\"type\":\"NOT_FOUND\",\"path\":[\"nodes\",0],\"message\":\"gone\"}]")
                + "}";
    }
}
