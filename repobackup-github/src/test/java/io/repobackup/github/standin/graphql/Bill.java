package io.repobackup.github.standin.graphql;

import graphql.GraphQLError;
import graphql.analysis.QueryTraverser;
import graphql.analysis.QueryVisitorFieldEnvironment;
import graphql.analysis.QueryVisitorStub;
import graphql.execution.CoercedVariables;
import graphql.language.Document;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a query costs by <a
 * href="https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api">the host's rule</a>:
 * each connection is one request for each thing it hangs on, and a hundred requests are a point. Things that are asked
 * for by a list of ids count as many times.
 *
 * @param points 1 or more
 * @param nodes how many things it could answer at most
 * @param largestPage the largest number of things that a connection is asked for
 * @param errors why it is not answered
 */
record Bill(long points, long nodes, int largestPage, List<GraphQLError> errors) {

    private static final long MOST_NODES = 500_000;
    private static final int MOST = 100;

    static Bill of(GraphQLSchema schema, Document query, String operation, Map<String, Object> variables) {
        Counter counter = new Counter();
        QueryTraverser.newQueryTraverser()
                .schema(schema)
                .document(query)
                .operationName(operation.isEmpty() ? null : operation)
                .coercedVariables(CoercedVariables.of(variables))
                .build()
                .visitPreOrder(counter);
        if (counter.nodes > MOST_NODES) {
            counter.errors.add(new HostError(
                    "MAX_NODE_LIMIT_EXCEEDED",
                    "This query requests up to " + counter.nodes + " possible nodes which exceeds the maximum limit of "
                            + MOST_NODES + ".",
                    List.of()));
        }
        long points = Math.max(1, Math.round(counter.requests / 100.0));
        return new Bill(points, counter.nodes, counter.largestPage, counter.errors);
    }

    private static final class Counter extends QueryVisitorStub {

        private final List<GraphQLError> errors = new ArrayList<>();
        private long requests;
        private long nodes;
        private int largestPage;

        @Override
        public void visitField(QueryVisitorFieldEnvironment field) {
            if (!isConnection(field)) {
                return;
            }
            long before = Optional.ofNullable(field.getParentEnvironment())
                    .map(Counter::times)
                    .orElse(1L);
            requests += before;
            nodes += before * size(field).orElse(0);
            largestPage = Math.max(largestPage, size(field).orElse(0));
            objection(field).ifPresent(errors::add);
        }

        private static Optional<GraphQLError> objection(QueryVisitorFieldEnvironment field) {
            String name = field.getField().getName();
            if (size(field).isEmpty()) {
                return Optional.of(new HostError(
                        "MISSING_PAGINATION_BOUNDARIES",
                        "You must provide a `first` or `last` value to properly paginate the `" + name
                                + "` connection.",
                        path(field)));
            }
            int size = size(field).get();
            return size <= MOST && size >= 0
                    ? Optional.empty()
                    : Optional.of(new HostError(
                            "EXCESSIVE_PAGINATION",
                            "Requesting " + size + " records on the `" + name
                                    + "` connection exceeds the `first` limit of " + MOST + " records.",
                            path(field)));
        }

        private static List<Object> path(QueryVisitorFieldEnvironment field) {
            List<Object> path = new ArrayList<>();
            for (QueryVisitorFieldEnvironment one = field; one != null; one = one.getParentEnvironment()) {
                path.add(0, one.getField().getResultKey());
            }
            path.add(0, "query");
            return path;
        }

        /** How many things a field could answer, with all that it hangs on. */
        private static long times(QueryVisitorFieldEnvironment field) {
            long before = Optional.ofNullable(field.getParentEnvironment())
                    .map(Counter::times)
                    .orElse(1L);
            if (isConnection(field)) {
                return before * size(field).orElse(0);
            }
            return field.getArguments().get("ids") instanceof Collection<?> ids ? before * ids.size() : before;
        }

        private static Optional<Integer> size(QueryVisitorFieldEnvironment field) {
            return Optional.ofNullable((Integer) field.getArguments().get("first"))
                    .or(() -> Optional.ofNullable((Integer) field.getArguments().get("last")));
        }

        private static boolean isConnection(QueryVisitorFieldEnvironment field) {
            return GraphQLTypeUtil.unwrapAll(field.getFieldDefinition().getType())
                    .getName()
                    .endsWith("Connection");
        }
    }
}
