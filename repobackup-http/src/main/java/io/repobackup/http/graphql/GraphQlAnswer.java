package io.repobackup.http.graphql;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.http.json.JsonValue;
import io.repobackup.http.json.RawJson;
import java.util.List;
import java.util.Optional;

/**
 * What a host answers: data, errors, or data in which something is missing and errors that say what.
 *
 * <p><i>Immutable.</i>
 *
 * @param data what was found, of which fields that failed are null; empty when there is nothing
 * @param sent the same as the host sent it
 * @param errors what failed
 */
public record GraphQlAnswer(Optional<JsonValue> data, Optional<RawJson> sent, List<GraphQlError> errors) {

    /** Copies the errors. */
    public GraphQlAnswer {
        errors = List.copyOf(errors);
    }

    static GraphQlAnswer from(byte[] answer) {
        JsonValue json = JsonValue.parse(answer);
        List<GraphQlError> errors = json.find("errors").filter(JsonValue::isArray).stream()
                .flatMap(all -> all.elements().stream())
                .map(GraphQlError::from)
                .toList();
        Optional<JsonValue> data = json.find("data").filter(JsonValue::isObject);
        if (data.isEmpty() && errors.isEmpty()) {
            throw new UnavailableException("An answer holds neither data nor errors, and so is none of GraphQL's; check"
                    + " that the address is the right one, or try again later");
        }
        return new GraphQlAnswer(data, data.flatMap(found -> RawJson.of(answer).find("data")), errors);
    }

    /**
     * The data, of which nothing is missing.
     *
     * @throws UnavailableException when there are errors
     */
    public JsonValue complete() {
        if (!errors.isEmpty()) {
            GraphQlError first = errors.get(0);
            throw new UnavailableException(
                    "A query was answered with " + errors.size() + " errors, the first of which is "
                            + first.type() + " «" + first.message() + "» at " + first.path()
                            + "; check that the host's version supports what is asked for");
        }
        return data.orElseThrow();
    }
}
