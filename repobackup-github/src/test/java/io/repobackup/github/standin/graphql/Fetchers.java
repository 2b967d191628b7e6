package io.repobackup.github.standin.graphql;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.repobackup.github.standin.access.Identity;
import io.repobackup.github.standin.world.Repository;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where fields are looked up, by type and name. <i>Confined to one thread at a time.</i> */
final class Fetchers {

    @SuppressWarnings("rawtypes") // As the library takes them.
    private final Map<String, Map<String, DataFetcher>> all = new HashMap<>();

    /** Those of a type, by field. */
    @SuppressWarnings("rawtypes")
    Map<String, DataFetcher> of(String type) {
        return all.getOrDefault(type, Map.of());
    }

    /** A field of a type whose things are of a class. */
    @SuppressWarnings("unchecked")
    <T> Fetchers on(String type, String field, BiFunction<T, DataFetchingEnvironment, @Nullable Object> value) {
        DataFetcher<Object> fetcher = asked -> unwrapped(value.apply((T) asked.getSource(), asked));
        all.computeIfAbsent(type, none -> new HashMap<>()).put(field, fetcher);
        return this;
    }

    /** The same field of many types. */
    <T> Fetchers onEach(String field, BiFunction<T, DataFetchingEnvironment, @Nullable Object> value, String... types) {
        for (String type : types) {
            on(type, field, value);
        }
        return this;
    }

    private static @Nullable Object unwrapped(@Nullable Object value) {
        return value instanceof Optional<?> maybe ? maybe.orElse(null) : value;
    }

    static Identity identity(DataFetchingEnvironment asked) {
        return asked.getGraphQlContext().get(Identity.class);
    }

    static boolean sees(DataFetchingEnvironment asked, Repository repository) {
        return identity(asked).sees(repository);
    }

    /** Nothing, and an error that says so. */
    static Object error(DataFetchingEnvironment asked, String type, String message) {
        return DataFetcherResult.newResult()
                .error(new HostError(
                        type, message, asked.getExecutionStepInfo().getPath().toList()))
                .build();
    }

    /** What needs a permission, or the error that it is not there. */
    static Object permitted(DataFetchingEnvironment asked, String permission, Supplier<Object> value) {
        Identity identity = identity(asked);
        String who = identity.kind() == Identity.Kind.INSTALLATION ? "integration" : "personal access token";
        return identity.may(permission) ? value.get() : error(asked, "FORBIDDEN", "Resource not accessible by " + who);
    }
}
