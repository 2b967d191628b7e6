package io.repobackup.github.node;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.http.PageSize;
import io.repobackup.http.graphql.GraphQlAnswer;
import io.repobackup.http.graphql.GraphQlError;
import io.repobackup.http.graphql.GraphQlQuery;
import io.repobackup.http.json.JsonValue;
import io.repobackup.http.json.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for things by their ids, so many at once as the host can give.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class Nodes {

    /** What is gone, or hidden from who asks, is null in the data, and named in an error. */
    private static final Set<String> HIDDEN = Set.of("NOT_FOUND", "FORBIDDEN");

    private static final String GONE = "NOT_FOUND";

    private static final double ENTRIES_OF_A_POINT = 100.0;

    private final GitHubApi api;
    private final Runnable betweenQueries;
    private final PageSize size;
    private final String text;
    private final int connectionsOfEach;
    private final Set<String> hidden = new LinkedHashSet<>();

    /**
     * @param most how many at once, 1 to 100
     * @param text the query, whose variable {@code $ids} is a list of ids and whose fields are all {@code nodes(ids:$ids)}
     * @param connectionsOfEach how many requests the host counts for each node: one for each connection, and one for each
     *     entry of a connection that has a connection itself
     */
    public Nodes(GitHubApi api, Runnable betweenQueries, int most, String text, int connectionsOfEach) {
        this.api = api;
        this.betweenQueries = betweenQueries;
        this.size = PageSize.upTo(most);
        this.text = text;
        this.connectionsOfEach = connectionsOfEach;
    }

    /**
     * The answers about all of these, each a document with a list for each field of the query, which holds null for what
     * is gone or hidden.
     */
    public List<RawJson> read(List<String> ids) {
        List<RawJson> answers = new ArrayList<>();
        int done = 0;
        while (done < ids.size()) {
            List<String> rest = ids.subList(done, ids.size());
            betweenQueries.run();
            RawJson answer = complete(api.ask(points(rest.size()), size, most -> query(rest, most)));
            int answered = answer.members().values().stream()
                    .mapToInt(field -> field.elements().size())
                    .min()
                    .orElse(0);
            if (answered == 0) {
                throw new UnavailableException(
                        "Asked for " + rest.size() + " nodes, the host answered with none, not even"
                                + " with null; check that its version supports what is asked for");
            }
            answers.add(answer);
            done += answered;
        }
        return answers;
    }

    /** All that a connection lists, whose first page is known. */
    public List<RawJson> all(String node, Connection connection, RawJson firstPage) {
        List<RawJson> all = new ArrayList<>();
        Optional<RawJson> page = Optional.of(firstPage);
        while (page.isPresent()) {
            page.get().members().values().forEach(list -> all.addAll(list.elements()));
            page = next(node, connection, page.get());
        }
        all.removeIf(each -> !each.isObject());
        return all;
    }

    private Optional<RawJson> next(String node, Connection connection, RawJson page) {
        JsonValue place =
                page.find("pageInfo").orElseThrow(() -> unexpected(connection)).value();
        if (!place.at("hasNextPage").truth()) {
            return Optional.empty();
        }
        betweenQueries.run();
        RawJson answer =
                complete(api.ask(2, connection.after(node, place.at("endCursor").text())));
        return Optional.of(answer.find("node", connection.name())
                .orElseThrow(() -> new NotFoundException(
                        "The node " + node + " vanished while its " + connection.name() + " were read; run again")));
    }

    private GraphQlQuery query(List<String> ids, int most) {
        return new GraphQlQuery(text, Map.of("ids", ids.subList(0, Math.min(most, ids.size()))));
    }

    /** As <a href="https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api">counted by the host</a>. */
    private int points(int rest) {
        int nodes = Math.min(size.now(), rest);
        return (int) Math.max(1, Math.round((1 + (double) nodes * connectionsOfEach) / ENTRIES_OF_A_POINT));
    }

    /** What the host did not show, in its words: what is there may be no more, or hidden. */
    public List<String> hidden() {
        return List.copyOf(hidden);
    }

    private RawJson complete(GraphQlAnswer answer) {
        boolean onlyHidden = answer.errors().stream().map(GraphQlError::type).allMatch(HIDDEN::contains);
        if (!onlyHidden || answer.sent().isEmpty()) {
            answer.complete();
        }
        RawJson data = answer.sent()
                .orElseThrow(() -> new UnavailableException(
                        "A query was answered without data; check that the host's version supports what is asked for"));
        answer.errors().stream().filter(error -> !error.type().equals(GONE)).forEach(error -> note(error, data));
        return data;
    }

    private void note(GraphQlError error, RawJson data) {
        boolean isAll = data.members().values().stream()
                .flatMap(field -> field.elements().stream())
                .noneMatch(RawJson::isObject);
        if (isAll) {
            throw new AccessDeniedException(
                    "The host shows '" + api.credentials().identity() + "' none of what was asked for in GraphQL: "
                            + error.message() + "; give it the permission to read it");
        }
        hidden.add("what the host hides in GraphQL: " + error.message());
    }

    private static UnavailableException unexpected(Connection connection) {
        return new UnavailableException("The host's answer has no pages of " + connection.name()
                + "; check that its version supports what is asked for");
    }
}
