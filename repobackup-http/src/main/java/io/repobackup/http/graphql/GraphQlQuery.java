package io.repobackup.http.graphql;

import io.repobackup.http.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A query with the values of its variables. Values go into variables, never into the text.
 *
 * <p><i>Immutable.</i>
 *
 * @param text the query
 * @param variables their values, as {@link JsonText#of} takes them
 */
public record GraphQlQuery(String text, Map<String, ?> variables) {

    /** Copies the variables. */
    public GraphQlQuery {
        variables = Map.copyOf(variables);
    }

    byte[] body() {
        return JsonText.of(Map.of("query", text, "variables", variables)).getBytes(StandardCharsets.UTF_8);
    }
}
