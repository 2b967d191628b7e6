package io.repobackup.github.standin.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import io.repobackup.github.standin.access.Identity;
import io.repobackup.github.standin.fault.Failure;
import io.repobackup.github.standin.limit.Meter;
import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Json;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers queries. <i>Thread-safe.</i> */
public final class GraphQlApi {

    private final GraphQL executor;
    private final GraphQLSchema schema;
    private final Meter meter;
    private final FieldFaults faults = new FieldFaults();
    private final Set<String> queries = Collections.synchronizedSet(new LinkedHashSet<>());
    private volatile int largestPage = 100;

    public GraphQlApi(World world, Meter meter, Urls urls) {
        Fetchers fetchers = new Fetchers();
        IssueFetchers issues = new IssueFetchers(urls);
        new OwnerFetchers(world, urls).addTo(fetchers);
        new RepositoryFetchers(urls).addTo(fetchers);
        issues.addTo(fetchers);
        new PullFetchers(issues).addTo(fetchers);
        this.schema = Schema.with(fetchers);
        this.executor = GraphQL.newGraphQL(schema).instrumentation(faults).build();
        this.meter = meter;
    }

    /** Pages of more things take too long from now on, which is a 502 that costs. */
    public void largestPage(int things) {
        largestPage = things;
    }

    /** A field such as {@code Repository.issues} fails so many times, with the rest of the answer beside it. */
    public void failField(String coordinates, int times, String type, String message) {
        faults.fail(coordinates, times, type, message);
    }

    /** The text of every query so far, each once. */
    public Set<String> queries() {
        synchronized (queries) {
            return new LinkedHashSet<>(queries);
        }
    }

    /**
     * What is answered.
     *
     * @param points what it cost
     */
    public record Served(Answer answer, long points) {}

    /** Answers the body of a request. */
    public Served answer(String body, Identity identity) {
        JsonNode request = Json.parse(body);
        if (!request.path("query").isTextual()) {
            return new Served(Answer.error(400, "Problems parsing JSON"), 0);
        }
        String text = request.path("query").asText();
        queries.add(text);
        Document query;
        try {
            query = Parser.parse(text);
        } catch (InvalidSyntaxException e) {
            return new Served(errors(List.of(new HostError("", e.getMessage(), List.of()))), 1);
        }
        List<ValidationError> invalid = new Validator().validateDocument(schema, query, Locale.ROOT);
        if (!invalid.isEmpty()) {
            return new Served(errors(List.copyOf(invalid)), 1);
        }
        return run(request, query, identity);
    }

    private Served run(JsonNode request, Document query, Identity identity) {
        Map<String, Object> variables = variables(request);
        String operation = request.path("operationName").asText("");
        Bill bill = Bill.of(schema, query, operation, variables);
        meter.use(identity.budget(), "graphql", bill.points());
        if (!bill.errors().isEmpty()) {
            return new Served(errors(bill.errors()), bill.points());
        }
        if (bill.largestPage() > largestPage) {
            // What took too long costs more, later.
            meter.use(identity.budget(), "graphql", bill.points());
            return new Served(((Failure.Instead) Failure.timedOut(502)).answer(), 2 * bill.points());
        }
        ExecutionResult result = executor.execute(ExecutionInput.newExecutionInput()
                .query(request.path("query").asText())
                .operationName(operation.isEmpty() ? null : operation)
                .variables(variables)
                .graphQLContext(Map.of(Identity.class, identity, "rateLimit", rateLimit(identity, bill)))
                .build());
        return new Served(Answer.json(200, json(result)), bill.points());
    }

    /** Nothing where nothing is counted. */
    private Optional<Map<String, Object>> rateLimit(Identity identity, Bill bill) {
        Meter.Budget left = meter.budget(identity.budget(), "graphql");
        return meter.overview(identity.budget())
                .map(any -> Map.of(
                        "cost", bill.points(),
                        "limit", left.limit(),
                        "remaining", left.remaining(),
                        "used", left.used(),
                        "resetAt", left.resets(),
                        "nodeCount", bill.nodes()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> variables(JsonNode request) {
        JsonNode variables = request.path("variables");
        return variables.isObject() ? (Map<String, Object>) Json.plain(variables) : Map.of();
    }

    private static Map<String, Object> json(ExecutionResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", result.getData());
        if (!result.getErrors().isEmpty()) {
            json.put("errors", specifications(result.getErrors()));
        }
        return json;
    }

    private static Answer errors(List<? extends GraphQLError> errors) {
        return Answer.json(200, Map.of("errors", specifications(errors)));
    }

    private static List<Map<String, Object>> specifications(List<? extends GraphQLError> errors) {
        List<Map<String, Object>> all = new ArrayList<>();
        errors.forEach(error -> all.add(error.toSpecification()));
        return all;
    }
}
