package io.repobackup.github.standin.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.repobackup.github.standin.world.Event;
import io.repobackup.github.standin.world.Issue;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.github.standin.world.Thing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a field says when nobody looks it up elsewhere: the fact of the same name as in REST, or what its type needs at
 * least.
 */
final class Facts implements DataFetcher<Object> {

    private static final Map<String, Object> LEAST = Map.of(
            "Boolean", false,
            "Int", 0,
            "String", "",
            "ID", "",
            "GitObjectID", "0123456789012345678901234567890123456789",
            "CommentAuthorAssociation", "MEMBER",
            "PullRequestReviewCommentState", "SUBMITTED",
            "DiffSide", "RIGHT",
            "PullRequestReviewThreadSubjectType", "LINE");

    @Override
    public @Nullable Object get(DataFetchingEnvironment asked) {
        String name = asked.getField().getName();
        Object source = asked.getSource();
        GraphQLOutputType type = asked.getFieldType();
        Object known = source instanceof Map<?, ?> map ? map.get(name) : null;
        if (source instanceof Thing thing) {
            known = of(thing, name);
        }
        if (known == null && source instanceof Event event) {
            known = shown(event.details().get(fact(name)));
        }
        if (known == null && type instanceof GraphQLNonNull nonNull) {
            known = least(nonNull.getOriginalWrappedType(), source);
        }
        boolean isWord = known instanceof String && GraphQLTypeUtil.unwrapNonNull(type) instanceof GraphQLEnumType;
        return isWord ? String.valueOf(known).toUpperCase(Locale.ROOT) : known;
    }

    private static @Nullable Object of(Thing thing, String name) {
        return switch (name) {
            case "id" -> thing.nodeId();
            case "databaseId" -> thing.id() <= Integer.MAX_VALUE ? (int) thing.id() : null;
            case "fullDatabaseId" -> Long.toString(thing.id());
            case "createdAt", "publishedAt", "submittedAt" -> thing.created();
            case "updatedAt" -> thing.updated();
            default -> thing.fact(fact(name));
        };
    }

    private static String fact(String field) {
        return field.replaceAll("(?<!^)(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** What GraphQL shows in place of what REST has as an issue. */
    static @Nullable Object shown(@Nullable Object thing) {
        return thing instanceof Issue issue && issue.pull().isPresent()
                ? issue.pull().get()
                : thing;
    }

    private static Object least(GraphQLType type, @Nullable Object source) {
        if (type instanceof GraphQLList) {
            return List.of();
        }
        String name = ((GraphQLNamedType) type).getName();
        if (name.endsWith("Connection")) {
            return Map.of("nodes", List.of(), "totalCount", 0, "pageInfo", Map.of("hasNextPage", false));
        }
        if (name.equals("DateTime") && source instanceof Thing thing) {
            return thing.created();
        }
        if (name.equals("URI")) {
            return "https://example.org/" + (source instanceof Thing thing ? thing.nodeId() : "");
        }
        return type instanceof GraphQLEnumType words && !LEAST.containsKey(name)
                ? words.getValues().get(0).getName()
                : LEAST.getOrDefault(name, Map.of());
    }

    static String name(Thing thing) {
        return thing instanceof Repository repository ? repository.name() : thing.text("name", "");
    }

    static Instant pushed(Thing thing) {
        return thing instanceof Repository repository ? repository.pushed().orElse(Instant.EPOCH) : Instant.EPOCH;
    }
}
