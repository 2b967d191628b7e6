package io.repobackup.github.standin.graphql;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An error in the host's form: with a type beside its message. <i>Immutable.</i> */
final class HostError implements GraphQLError {

    private static final long serialVersionUID = 1;

    private final String type;
    private final String message;
    private final transient List<Object> path;

    HostError(String type, String message, List<Object> path) {
        this.type = type;
        this.message = message;
        this.path = List.copyOf(path);
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    public List<SourceLocation> getLocations() {
        return List.of();
    }

    @Override
    public List<Object> getPath() {
        return path;
    }

    @Override
    public ErrorClassification getErrorType() {
        return ErrorType.DataFetchingException;
    }

    @Override
    public Map<String, Object> toSpecification() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type);
        if (!path.isEmpty()) {
            json.put("path", path);
        }
        json.put("locations", List.of(Map.of("line", 1, "column", 1)));
        json.put("message", message);
        return json;
    }
}
