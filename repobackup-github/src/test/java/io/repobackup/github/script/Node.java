package io.repobackup.github.script;

import io.repobackup.http.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A repository as a host shows it. */
public final class Node {

    private final Map<String, Object> graphQl = new LinkedHashMap<>();
    private final Map<String, Object> rest = new LinkedHashMap<>();

    private Node(long id, String name) {
        String time = "2026-01-01T00:00:00Z";
        graphQl.put("id", "R_" + id);
        graphQl.put("databaseId", id);
        graphQl.put("nameWithOwner", name);
        graphQl.put("url", "https://elsewhere.invalid/" + name);
        graphQl.put("pushedAt", time);
        graphQl.put("updatedAt", time);
        graphQl.put("visibility", "PRIVATE");
        for (String off : List.of("isArchived", "isDisabled", "isEmpty", "isFork")) {
            graphQl.put(off, false);
        }
        graphQl.put("hasIssuesEnabled", true);
        graphQl.put("hasWikiEnabled", true);
        graphQl.put("hasDiscussionsEnabled", false);
        graphQl.put("defaultBranchRef", Map.of("name", "main", "target", Map.of("oid", "a".repeat(40))));
        topics("tool");
        for (String list : List.of(
                "issues", "pullRequests", "discussions", "releases", "labels", "milestones", "commitComments")) {
            list(list, 0, null);
        }
        rest.put("id", id);
        rest.put("node_id", "R_" + id);
        rest.put("full_name", name);
        rest.put("html_url", "https://elsewhere.invalid/" + name);
        rest.put("private", true);
        rest.put("disabled", false);
    }

    public static Node of(long id, String name) {
        return new Node(id, name);
    }

    public Node with(String field, Object value) {
        graphQl.put(field, value);
        return this;
    }

    public Node without(String field) {
        graphQl.remove(field);
        return this;
    }

    public Node withRest(String field, Object value) {
        rest.put(field, value);
        return this;
    }

    public Node topics(String... names) {
        List<Object> nodes = new ArrayList<>();
        for (String name : names) {
            nodes.add(Map.of("topic", Map.of("name", name)));
        }
        graphQl.put("repositoryTopics", Map.of("nodes", nodes));
        return this;
    }

    public Node list(String field, long total, String newest) {
        List<Object> nodes = newest == null ? List.of() : List.of(Map.of("updatedAt", newest));
        graphQl.put(field, Map.of("totalCount", total, "nodes", nodes));
        return this;
    }

    public Map<String, Object> graphQl() {
        return graphQl;
    }

    public String rest() {
        return JsonText.of(rest);
    }

    public String id() {
        return rest.get("id").toString();
    }
}
