package io.repobackup.github.standin.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.repobackup.github.standin.wire.Ask;
import io.repobackup.github.standin.wire.Exchange;
import io.repobackup.github.standin.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Holds exchanges to the host's description: that there is such an operation, that parameters exist and have values that
 * are allowed, and that bodies have the form that is promised for their status. Another test hands it to
 * {@link io.repobackup.github.standin.GitHubStandIn#watch} and asks at the end. <i>Thread-safe.</i>
 */
public final class OpenApiCheck implements Consumer<Exchange> {

    /** Not described for every operation; all say what went wrong in one form. */
    private static final Set<Integer> EVERYWHERE = Set.of(304, 401, 403, 404, 410, 422, 429);

    /** Not described, and answered under every path that has a repository in it. */
    private static final Set<Integer> OF_REPOSITORIES = Set.of(301, 451);

    private final OpenApi description = OpenApi.in(Published.rest());
    private final Set<String> objections = new TreeSet<>();
    private final Set<String> seen = new TreeSet<>();

    @Override
    public synchronized void accept(Exchange exchange) {
        Ask ask = exchange.ask();
        String method = ask.method().equals("HEAD") ? "GET" : ask.method();
        String what = method + " " + exchange.operation();
        Optional<JsonNode> operation = description.operation(method, exchange.operation());
        if (operation.isEmpty()) {
            objections.add("there is no operation for " + ask);
            return;
        }
        seen.add(what + " " + exchange.answer().status());
        parameters(operation.get(), ask).forEach(wrong -> objections.add(what + ": " + wrong));
        sent(what, operation.get(), ask).forEach(wrong -> objections.add(what + ": " + wrong));
        body(what, operation.get(), exchange).forEach(wrong -> objections.add(what + ": " + wrong));
    }

    /** Whether there are operations at a path, given as a template. */
    public static boolean isDescribed(String template) {
        return OpenApi.in(Published.rest()).hasPath(template);
    }

    /** What is wrong, in words. */
    public synchronized List<String> objections() {
        return List.copyOf(objections);
    }

    /** Which operations answered with which status, such as {@code GET /repos/{owner}/{repo} 200}. */
    public synchronized Set<String> seen() {
        return new TreeSet<>(seen);
    }

    private List<String> parameters(JsonNode operation, Ask ask) {
        List<String> wrong = new ArrayList<>();
        List<JsonNode> known = description.parameters(operation, "query");
        ask.query()
                .forEach((name, value) -> known.stream()
                        .filter(parameter -> parameter.path("name").asText().equals(name))
                        .findFirst()
                        .ifPresentOrElse(
                                parameter -> objection(parameter, value).ifPresent(wrong::add),
                                () -> wrong.add("has no parameter " + name)));
        return wrong;
    }

    private Optional<String> objection(JsonNode parameter, String value) {
        JsonNode schema = parameter.path("schema");
        boolean isNumber = schema.path("type").asText().equals("integer");
        if (isNumber && !value.matches("\\d{1,9}")) {
            return Optional.of(parameter.path("name").asText() + "=" + value + " is no number");
        }
        // The maximum is in the description's words alone.
        if (parameter.path("name").asText().equals("per_page") && Integer.parseInt(value) > 100) {
            return Optional.of("per_page=" + value + " is more than 100");
        }
        JsonNode json = isNumber ? Json.parse(value) : Json.parse(Json.text(value));
        List<String> wrong = description.objections("parameter " + schema, schema, json);
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(parameter.path("name").asText() + "=" + value + " is not allowed: " + wrong);
    }

    private List<String> sent(String what, JsonNode operation, Ask ask) {
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        if (ask.body().length == 0) {
            return List.of();
        }
        return schema.isMissingNode()
                ? List.of("takes no body")
                : description.objections(what + " sent", schema, Json.parse(ask.text())).stream()
                        .map(wrong -> "sent " + wrong)
                        .toList();
    }

    private List<String> body(String what, JsonNode operation, Exchange exchange) {
        int status = exchange.answer().status();
        Optional<JsonNode> response = description.response(operation, status);
        if (response.isEmpty()) {
            boolean isKnown = EVERYWHERE.contains(status)
                    || (OF_REPOSITORIES.contains(status) && exchange.operation().startsWith("/repos/"));
            return isKnown ? List.of() : List.of("does not answer with " + status);
        }
        JsonNode schema =
                response.get().path("content").path("application/json").path("schema");
        if (schema.isMissingNode()) {
            return exchange.answer().text().isEmpty()
                    ? List.of()
                    : List.of("has a body under " + status + ", where none is described");
        }
        JsonNode body = Json.parse(exchange.answer().text());
        return description.objections(what + " " + status, schema, body).stream()
                .map(wrong -> status + " " + wrong.replaceAll("\\[\\d+\\]", "[…]"))
                .distinct()
                .toList();
    }
}
