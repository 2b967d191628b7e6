package io.repobackup.github.script;

import io.repobackup.http.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;

/** An organisation of a scripted host, whose repositories come page by page, and each by its number. */
public final class ScriptedOrganization {

    private final ScriptedGitHub host;
    private final String login;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Map<String, ?>> errors = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private String[] headers = {};
    private long number = 9919;
    private int uncounted;
    private Runnable betweenPages = () -> {};

    public ScriptedOrganization(ScriptedGitHub host, String login) {
        this.host = host;
        this.login = login;
        host.onQuery(this::answer);
    }

    public ScriptedOrganization add(Node node) {
        nodes.add(node);
        host.on("GET /api/v3/repositories/" + node.id(), request -> host.answer(200, node.rest()));
        return this;
    }

    public ScriptedOrganization addMany(int count) {
        for (int i = 1; i <= count; i++) {
            add(Node.of(1_000 + i, login + "/tool-" + i));
        }
        return this;
    }

    /** The host counts it, and shows nothing of it. */
    public void hide(Node node) {
        nodes.set(nodes.indexOf(node), null);
    }

    public void remove(Node node) {
        nodes.remove(node);
        host.on("GET /api/v3/repositories/" + node.id(), 404, "{\"message\":\"Not Found\"}");
    }

    /** The one of this number. */
    public Node node(long id) {
        return nodes.stream()
                .filter(node -> node != null && node.id().equals(Long.toString(id)))
                .findFirst()
                .orElseThrow();
    }

    public void number(long id) {
        number = id;
    }

    /** It counts so many more than it lists. */
    public void countsMore(int some) {
        uncounted = some;
    }

    public void headers(String... some) {
        headers = some;
    }

    public void error(String type, String message, Object... path) {
        errors.add(Map.of("type", type, "message", message, "path", List.of(path)));
    }

    public void betweenPages(Runnable action) {
        betweenPages = action;
    }

    /** How many were asked for, query by query. */
    public List<Integer> sizes() {
        return sizes;
    }

    /** What was asked. */
    public List<String> texts() {
        return texts;
    }

    public MockResponse answer(JsonValue query) {
        texts.add(query.at("query").text());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data", data(query.at("variables")));
        List<Map<String, ?>> told = errors.stream()
                .filter(error -> isAskedFor(query.at("query").text(), error))
                .toList();
        if (!told.isEmpty()) {
            answer.put("errors", told);
        }
        return host.answer(answer, headers);
    }

    private static boolean isAskedFor(String text, Map<String, ?> error) {
        List<?> path = (List<?>) error.get("path");
        return path.isEmpty()
                || path.get(path.size() - 1) instanceof Integer
                || text.contains(path.get(path.size() - 1) + "");
    }

    private Map<String, Object> data(JsonValue variables) {
        if (variables.find("ids").isPresent()) {
            List<Object> found = variables.at("ids").elements().stream()
                    .map(id -> node(id.text()))
                    .toList();
            sizes.add(found.size());
            return new LinkedHashMap<>(Map.of("__typename", "Query", "nodes", found));
        }
        if (!variables.at("login").text().equals(login)) {
            return Map.of();
        }
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("databaseId", number);
        account.put("login", login);
        account.put("url", "https://elsewhere.invalid/" + login);
        if (variables.find("first").isPresent()) {
            account.put("repositories", page(variables));
        }
        return Map.of("organization", account, "user", account);
    }

    private Map<String, Object> page(JsonValue variables) {
        int from = variables
                .find("after")
                .map(after -> Integer.parseInt(after.text()))
                .orElse(0);
        if (from > 0) {
            betweenPages.run();
        }
        int first = Math.toIntExact(variables.at("first").number());
        sizes.add(first);
        int to = Math.min(nodes.size(), from + first);
        List<Object> page = new ArrayList<>();
        nodes.subList(Math.min(from, to), to).forEach(node -> page.add(node == null ? null : node.graphQl()));
        return Map.of(
                "totalCount",
                nodes.size() + uncounted,
                "pageInfo",
                Map.of("hasNextPage", to < nodes.size(), "endCursor", Integer.toString(to)),
                "nodes",
                page);
    }

    private Object node(String id) {
        return nodes.stream()
                .filter(node -> node != null && node.graphQl().get("id").equals(id))
                .findFirst()
                .<Object>map(Node::graphQl)
                .orElse(null);
    }
}
