package io.repobackup.samples.gitea.standin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An issue or a comment at the host. */
final class StandInItem {

    private final long id;
    private final String idField;
    private final List<Map<String, Object>> assets = new ArrayList<>();
    private String body;
    private Instant updated;

    StandInItem(String idField, long id, String body, Instant created) {
        this.idField = idField;
        this.id = id;
        this.body = body;
        this.updated = created;
    }

    long id() {
        return id;
    }

    Instant updated() {
        return updated;
    }

    void edit(String body, Instant now) {
        this.body = body;
        this.updated = now;
    }

    void attach(String uuid, long size, String url, Instant now) {
        assets.add(Map.of("uuid", uuid, "size", size, "browser_download_url", url));
        this.updated = now;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(idField, id);
        json.put("body", body);
        json.put("updated_at", updated.toString());
        json.put("assets", List.copyOf(assets));
        json.put("a_field_of_tomorrow", Map.of("kept", true));
        return json;
    }
}
