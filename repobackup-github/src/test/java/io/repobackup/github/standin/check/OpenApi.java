package io.repobackup.github.standin.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** The host's description of its REST API. <i>Thread-safe.</i> */
final class OpenApi {

    private static final Map<Path, OpenApi> READ = new ConcurrentHashMap<>();

    private final JsonNode root;
    private final JsonSchemaFactory factory = JsonSchemaFactory.builder()
            .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
            .metaSchema(JsonMetaSchema.builder(OpenApi30.getInstance())
                    .keyword(new NonValidationKeyword("components"))
                    .keyword(new NonValidationKeyword("x-github-breaking-changes"))
                    .build())
            .build();
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private final Map<String, JsonSchema> schemas = new HashMap<>();

    private OpenApi(JsonNode root) {
        this.root = root;
        correct();
    }

    /** Accounts of listed installations are described as a user and an enterprise at once, elsewhere as one of both. */
    private void correct() {
        JsonNode listed =
                root.at("/paths/~1app~1installations/get/responses/200/content/application~1json/schema/items");
        if (listed.at("/properties/account") instanceof ObjectNode account && account.has("allOf")) {
            account.set("anyOf", account.remove("allOf"));
        }
    }

    /** The one in a file, which is read once. */
    static OpenApi in(Path file) {
        return READ.computeIfAbsent(file, path -> {
            try {
                return new OpenApi(new ObjectMapper().readTree(path.toFile()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    boolean hasPath(String template) {
        return root.path("paths").has(template);
    }

    /** The operation of a template. */
    Optional<JsonNode> operation(String method, String template) {
        JsonNode operation = root.path("paths").path(template).path(method.toLowerCase(Locale.ROOT));
        return Optional.of(operation).filter(JsonNode::isObject);
    }

    /** Its parameters of a kind, such as {@code query}. */
    List<JsonNode> parameters(JsonNode operation, String kind) {
        return StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .map(this::resolved)
                .filter(parameter -> parameter.path("in").asText().equals(kind))
                .toList();
    }

    /** What it answers under a status, if that status is described. */
    Optional<JsonNode> response(JsonNode operation, int status) {
        return Optional.of(resolved(operation.path("responses").path(Integer.toString(status))))
                .filter(JsonNode::isObject);
    }

    /** What is wrong with a body, in words; nothing when all is well. */
    synchronized List<String> objections(String key, JsonNode schema, JsonNode body) {
        JsonSchema compiled = schemas.computeIfAbsent(key, none -> {
            ObjectNode document = schema.deepCopy();
            document.set("components", root.path("components"));
            return factory.getSchema(document, config);
        });
        return compiled.validate(body).stream()
                .map(message -> message.getInstanceLocation() + ": " + message.getMessage())
                .toList();
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : root.at(reference.substring(1));
    }
}
