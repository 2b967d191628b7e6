package io.repobackup.github.scripted;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Something in a list, which tests change. <i>Confined to one thread at a time.</i> */
public final class ScriptedItem {

    private final long id;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private Instant updated;
    private Instant shown;

    public ScriptedItem(long id, Instant updated) {
        this.id = id;
        this.updated = updated;
        this.shown = updated;
        fields.put("node_id", "\"N_" + id + "\"");
        fields.put("number", Long.toString(id));
    }

    public long id() {
        return id;
    }

    public Instant updated() {
        return updated;
    }

    public ScriptedItem touch(Instant time) {
        updated = time;
        shown = time;
        return this;
    }

    /** Shows another time than the one that gives it its place, as while it is changing. */
    public ScriptedItem showing(Instant time) {
        shown = time;
        return this;
    }

    /** A field with its JSON. */
    public ScriptedItem with(String name, String json) {
        fields.put(name, json);
        return this;
    }

    public String field(String name) {
        return fields.getOrDefault(name, "null");
    }

    /** With a space, an escape, a number and a field that only bytes keep as they are. */
    public String json() {
        StringBuilder json = new StringBuilder("{\"id\": ").append(id);
        fields.forEach(
                (name, value) -> json.append(",\"").append(name).append("\":").append(value));
        return json.append(",\"updated_at\":\"")
                .append(shown)
                .append("\",\"of_tomorrow\":[1.50e1,\"\\u00fc\\/\"]}")
                .toString();
    }
}
