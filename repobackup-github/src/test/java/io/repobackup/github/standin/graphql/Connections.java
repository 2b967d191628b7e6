package io.repobackup.github.standin.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.repobackup.github.standin.world.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Slices of lists, as the arguments of a connection want them. */
final class Connections {

    private Connections() {}

    /** The oldest first. */
    static <T extends Thing> Map<String, @Nullable Object> of(DataFetchingEnvironment asked, List<T> all) {
        return of(asked, all, Ranking.byId());
    }

    /** In the order that is asked for, by time of creation if by none. */
    static <T extends Thing> Map<String, @Nullable Object> ordered(DataFetchingEnvironment asked, List<T> all) {
        Map<String, Object> order = asked.getArgument("orderBy");
        if (order == null) {
            return of(asked, all);
        }
        String field = String.valueOf(order.get("field"));
        return of(
                asked,
                all,
                new Ranking<>(
                        thing -> place(field, thing), order.get("direction").equals("DESC")));
    }

    private static Place place(String field, Thing thing) {
        return switch (field) {
            case "UPDATED_AT" -> Place.byTime(thing, thing.updated());
            case "NAME" -> Place.byName(thing, Facts.name(thing));
            case "PUSHED_AT" -> Place.byTime(thing, Facts.pushed(thing));
            default -> Place.byTime(thing, thing.created());
        };
    }

    static <T extends Thing> Map<String, @Nullable Object> of(
            DataFetchingEnvironment asked, List<T> all, Ranking<T> ranking) {
        Optional<String> after = Optional.ofNullable(asked.getArgument("after"));
        Optional<String> before = Optional.ofNullable(asked.getArgument("before"));
        List<T> rest = ranking.between(all, after, before);
        Integer first = asked.getArgument("first");
        Integer last = asked.getArgument("last");
        List<T> shown = first != null
                ? rest.subList(0, Math.min(first, rest.size()))
                : rest.subList(Math.max(0, rest.size() - (last == null ? 0 : last)), rest.size());
        boolean more = first != null ? shown.size() < rest.size() : before.isPresent();
        boolean earlier = first != null ? after.isPresent() : shown.size() < rest.size();
        return Map.of("nodes", shown, "totalCount", all.size(), "pageInfo", page(shown, ranking, more, earlier));
    }

    /** With edges, which say what a thing is to the owner of the list. */
    static <T extends Thing> Map<String, @Nullable Object> withEdges(
            DataFetchingEnvironment asked, List<T> all, String fact, Function<T, String> said) {
        Map<String, @Nullable Object> connection = new HashMap<>(of(asked, all));
        List<Map<String, Object>> edges = new ArrayList<>();
        for (T thing : all) {
            if (connection.get("nodes") instanceof List<?> shown && shown.contains(thing)) {
                edges.add(Map.of("cursor", Ranking.<T>byId().cursor(thing), "node", thing, fact, said.apply(thing)));
            }
        }
        connection.put("edges", edges);
        return connection;
    }

    private static <T extends Thing> Map<String, @Nullable Object> page(
            List<T> shown, Ranking<T> ranking, boolean more, boolean earlier) {
        Map<String, @Nullable Object> page = new HashMap<>();
        page.put("hasNextPage", more);
        page.put("hasPreviousPage", earlier);
        page.put("startCursor", shown.isEmpty() ? null : ranking.cursor(shown.get(0)));
        page.put("endCursor", shown.isEmpty() ? null : ranking.cursor(shown.get(shown.size() - 1)));
        return page;
    }

    /** Of things that are no more than fields. */
    static Map<String, @Nullable Object> ofPlain(DataFetchingEnvironment asked, List<Map<String, Object>> all) {
        Integer first = asked.getArgument("first");
        List<Map<String, Object>> shown = all.subList(0, Math.min(first == null ? 100 : first, all.size()));
        return Map.of("nodes", shown, "totalCount", all.size(), "pageInfo", Map.of("hasNextPage", false));
    }
}
