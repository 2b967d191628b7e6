package io.repobackup.s3.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One rule of a policy. <i>Immutable.</i>
 *
 * @param id what it is for; letters and digits
 * @param effect {@code Allow} or {@code Deny}
 * @param actions what
 * @param resource on what
 * @param conditions only when, by operator
 */
record Statement(
        String id, String effect, List<String> actions, String resource, Map<String, Map<String, String>> conditions) {

    static Statement allow(String id, String resource, List<String> actions) {
        return new Statement(id, "Allow", actions, resource, Map.of());
    }

    static Statement deny(String id, String resource, List<String> actions) {
        return new Statement(id, "Deny", actions, resource, Map.of());
    }

    /** The same rule, when this is so as well. */
    Statement when(String operator, String key, String value) {
        Map<String, Map<String, String>> more = new LinkedHashMap<>(conditions);
        more.put(operator, Map.of(key, value));
        return new Statement(id, effect, actions, resource, more);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Sid", id);
        json.put("Effect", effect);
        json.put("Action", actions);
        json.put("Resource", resource);
        if (!conditions.isEmpty()) {
            json.put("Condition", conditions);
        }
        return json;
    }
}
