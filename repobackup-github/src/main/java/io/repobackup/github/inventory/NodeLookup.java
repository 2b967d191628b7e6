package io.repobackup.github.inventory;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.http.graphql.GraphQlAnswer;
import io.repobackup.http.graphql.GraphQlQuery;
import io.repobackup.http.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Repositories by their ids, many at once. <i>Confined to one thread.</i> */
public final class NodeLookup {

    private static final String QUERY = "query($ids:[ID!]!){__typename nodes(ids:$ids){...R}}";

    private final Sweep sweep;

    /** Looks up with this identity. */
    public NodeLookup(GitHubApi api, Asking asking) {
        this(new Sweep(api, asking));
    }

    NodeLookup(Sweep sweep) {
        this.sweep = sweep;
    }

    /**
     * One repository.
     *
     * @return empty when the host has none of this number, or does not show it to this identity
     * @throws io.repobackup.api.failure.BlockedException when it is withheld from everybody
     */
    public Optional<FoundRepository> byNumber(long id) {
        sweep.asking().betweenRequests().run();
        try {
            JsonValue listed = sweep.api().value("repositories/" + id);
            return Optional.of(all(List.of(listed)).get(0));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** All of these, which REST listed, in this order. Those that GraphQL does not show are withheld. */
    List<FoundRepository> all(List<JsonValue> listed) {
        List<FoundRepository> found = new ArrayList<>();
        while (found.size() < listed.size()) {
            List<JsonValue> rest = listed.subList(found.size(), listed.size());
            List<JsonValue> nodes = nodes(sweep.ask((most, fragment) -> query(rest, most, fragment)));
            if (nodes.isEmpty() || nodes.size() > rest.size()) {
                throw new UnavailableException("GitHub was asked for up to " + rest.size()
                        + " repositories by their ids, and answered with " + nodes.size() + "; run again later");
            }
            for (int i = 0; i < nodes.size(); i++) {
                found.add(repository(nodes.get(i), rest.get(i)));
            }
        }
        return found;
    }

    private FoundRepository repository(JsonValue node, JsonValue listed) {
        return node.find("databaseId").isPresent()
                ? FoundRepository.fromGraphQl(node)
                : new Unseen(sweep).withheld(listed);
    }

    private static List<JsonValue> nodes(GraphQlAnswer answer) {
        return answer.data()
                .flatMap(data -> data.find("nodes"))
                .orElseGet(answer::complete)
                .elements();
    }

    private static GraphQlQuery query(List<JsonValue> listed, int most, String fragment) {
        List<String> ids = listed.stream()
                .limit(most)
                .map(each -> each.at("node_id").text())
                .toList();
        return new GraphQlQuery(QUERY + fragment, Map.of("ids", ids));
    }
}
