package io.repobackup.github.standin.graphql;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLNamedType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Fields that fail when a test wants it. <i>Thread-safe.</i> */
final class FieldFaults extends SimplePerformantInstrumentation {

    private final Map<String, Planned> planned = new ConcurrentHashMap<>();

    private record Planned(AtomicInteger times, String type, String message) {}

    void fail(String coordinates, int times, String type, String message) {
        planned.put(coordinates, new Planned(new AtomicInteger(times), type, message));
    }

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher, InstrumentationFieldFetchParameters field, InstrumentationState state) {
        GraphQLNamedType parent =
                (GraphQLNamedType) field.getExecutionStepInfo().getObjectType();
        Planned fault = planned.get(
                parent.getName() + "." + field.getExecutionStepInfo().getField().getName());
        return fault == null || fault.times().getAndDecrement() <= 0
                ? fetcher
                : asked -> Fetchers.error(asked, fault.type(), fault.message());
    }
}
