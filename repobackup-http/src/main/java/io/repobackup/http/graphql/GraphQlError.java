package io.repobackup.http.graphql;

import io.repobackup.http.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * An error in an answer.
 *
 * <p><i>Immutable.</i>
 *
 * @param type the host's word for its kind, from {@code type} or {@code extensions.code}; empty when it has none
 * @param message what the host says
 * @param path which field failed, from the outside in; empty when it is the whole query
 */
public record GraphQlError(String type, String message, List<String> path) {

    /** Copies the path. */
    public GraphQlError {
        path = List.copyOf(path);
    }

    static GraphQlError from(JsonValue json) {
        return new GraphQlError(
                text(json, "type").or(() -> text(json, "extensions", "code")).orElse(""),
                text(json, "message").orElse(""),
                json.find("path").filter(JsonValue::isArray).stream()
                        .flatMap(path -> path.elements().stream())
                        .map(GraphQlError::step)
                        .toList());
    }

    /** A name, or the place in a list. */
    private static String step(JsonValue step) {
        return step.isText() ? step.text() : Long.toString(step.number());
    }

    private static Optional<String> text(JsonValue json, String... names) {
        return json.find(names).filter(JsonValue::isText).map(JsonValue::text);
    }
}
