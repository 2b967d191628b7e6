package io.repobackup.github.standin.graphql;

import graphql.GraphQLError;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Account;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.github.standin.world.Team;
import io.repobackup.github.standin.world.Thing;
import io.repobackup.github.standin.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where queries begin, and accounts. */
final class OwnerFetchers {

    private static final int MOST_IDS = 100;
    private static final String BLOCKED = "Repository access blocked";

    private final World world;
    private final Urls urls;

    OwnerFetchers(World world, Urls urls) {
        this.world = world;
        this.urls = urls;
    }

    void addTo(Fetchers fetchers) {
        fetchers.on("Query", "organization", (any, asked) -> account(asked, "Organization"))
                .on("Query", "user", (any, asked) -> account(asked, "User"))
                .on("Query", "repositoryOwner", (any, asked) -> world.account(asked.getArgument("login")))
                .on("Query", "viewer", (any, asked) -> world.user("octocat"))
                .on(
                        "Query",
                        "repository",
                        (any, asked) -> named(asked, asked.getArgument("owner") + "/" + asked.getArgument("name")))
                .on("Query", "node", (any, asked) -> node(asked, asked.getArgument("id")))
                .on("Query", "nodes", (any, asked) -> nodes(asked))
                .on(
                        "Query",
                        "rateLimit",
                        (any, asked) -> asked.getGraphQlContext().get("rateLimit"));
        String[] accounts = {"Organization", "User", "Bot", "Mannequin"};
        fetchers.<Account>onEach("login", (account, asked) -> account.login(), accounts)
                .<Account>onEach("url", (account, asked) -> urls.web(account.login()), accounts)
                .<Account>onEach(
                        "repositories", (account, asked) -> repositories(asked, account), "Organization", "User")
                .<Account>onEach(
                        "repository",
                        (account, asked) -> named(asked, account.login() + "/" + asked.getArgument("name")),
                        "Organization",
                        "User")
                .<Account>on(
                        "Organization",
                        "teams",
                        (account, asked) -> Connections.of(asked, List.copyOf(account.teams())))
                .<Account>on(
                        "Organization",
                        "membersWithRole",
                        (account, asked) -> Connections.withEdges(
                                asked,
                                account.members(),
                                "role",
                                member -> account.isOwner(member) ? "ADMIN" : "MEMBER"));
        fetchers.<Team>on("Team", "slug", (team, asked) -> team.slug())
                .<Team>on("Team", "name", (team, asked) -> team.slug())
                .<Team>on("Team", "organization", (team, asked) -> team.organisation())
                .<Team>on(
                        "Team",
                        "members",
                        (team, asked) -> Connections.withEdges(
                                asked,
                                team.members(),
                                "role",
                                member -> team.isMaintainer(member) ? "MAINTAINER" : "MEMBER"))
                .<Team>on(
                        "Team",
                        "repositories",
                        (team, asked) -> Connections.withEdges(
                                asked,
                                team.repositories().stream()
                                        .filter(one -> Fetchers.sees(asked, one))
                                        .toList(),
                                "permission",
                                team::permission))
                .<Team>on(
                        "Team",
                        "combinedSlug",
                        (team, asked) -> team.organisation().login() + "/" + team.slug());
    }

    private Object account(DataFetchingEnvironment asked, String kind) {
        String login = asked.getArgument("login");
        Optional<Account> found =
                world.account(login).filter(one -> one.kind().word().equals(kind));
        return found.isPresent()
                ? found
                : Fetchers.error(
                        asked,
                        "NOT_FOUND",
                        "Could not resolve to " + (kind.equals("User") ? "a User" : "an Organization")
                                + " with the login of '" + login + "'.");
    }

    private Object named(DataFetchingEnvironment asked, String name) {
        boolean follows = !Boolean.FALSE.equals(asked.getArgument("followRenames"));
        Optional<Repository> found = world.find(name)
                .or(() -> follows ? world.formerly(name) : Optional.empty())
                .filter(repository -> Fetchers.sees(asked, repository));
        if (found.flatMap(Repository::blocked).isPresent()) {
            return Fetchers.error(asked, "FORBIDDEN", BLOCKED);
        }
        return found.isPresent()
                ? found
                : Fetchers.error(asked, "NOT_FOUND", "Could not resolve to a Repository with the name '" + name + "'.");
    }

    private Object node(DataFetchingEnvironment asked, String id) {
        Optional<HostError> error =
                error(asked, id, asked.getExecutionStepInfo().getPath().toList());
        return error.isPresent()
                ? DataFetcherResult.newResult().error(error.get()).build()
                : world.node(id);
    }

    private Object nodes(DataFetchingEnvironment asked) {
        List<String> ids = asked.getArgument("ids");
        if (ids.size() > MOST_IDS) {
            return Fetchers.error(
                    asked,
                    "ARGUMENT_LIMIT",
                    "You may not provide more than " + MOST_IDS + " node ids; you provided " + ids.size() + ".");
        }
        List<Object> found = new ArrayList<>();
        List<GraphQLError> errors = new ArrayList<>();
        for (String id : ids) {
            List<Object> path =
                    new ArrayList<>(asked.getExecutionStepInfo().getPath().toList());
            path.add(found.size());
            Optional<HostError> error = error(asked, id, path);
            error.ifPresent(errors::add);
            found.add(error.isPresent() ? null : world.node(id).orElse(null));
        }
        return DataFetcherResult.newResult().data(found).errors(errors).build();
    }

    /** Why a node is not shown, if it is not. */
    private Optional<HostError> error(DataFetchingEnvironment asked, String id, List<Object> path) {
        Optional<Thing> found = world.node(id);
        Optional<Repository> home = found.flatMap(Thing::home);
        if (found.isEmpty() || home.filter(one -> !Fetchers.sees(asked, one)).isPresent()) {
            return Optional.of(
                    new HostError("NOT_FOUND", "Could not resolve to a node with the global id of '" + id + "'", path));
        }
        return home.flatMap(Repository::blocked).map(any -> new HostError("FORBIDDEN", BLOCKED, path));
    }

    private static Object repositories(DataFetchingEnvironment asked, Account owner) {
        Boolean archived = asked.getArgument("isArchived");
        Boolean fork = asked.getArgument("isFork");
        List<Repository> shown = owner.repositories().stream()
                .filter(repository -> Fetchers.sees(asked, repository))
                .filter(repository -> archived == null || archived == repository.is("archived"))
                .filter(repository -> fork == null || fork == repository.is("fork"))
                .toList();
        Map<String, Object> connection = new HashMap<>(Connections.ordered(asked, shown));
        return withoutBlocked(asked, connection);
    }

    /** What may not be shown is null in its place, with an error. */
    private static Object withoutBlocked(DataFetchingEnvironment asked, Map<String, Object> connection) {
        List<Object> nodes = new ArrayList<>((List<?>) connection.get("nodes"));
        List<GraphQLError> errors = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) instanceof Repository one && one.blocked().isPresent()) {
                nodes.set(i, null);
                List<Object> path =
                        new ArrayList<>(asked.getExecutionStepInfo().getPath().toList());
                path.addAll(List.of("nodes", i));
                errors.add(new HostError("FORBIDDEN", BLOCKED, path));
            }
        }
        connection.put("nodes", nodes);
        return DataFetcherResult.newResult().data(connection).errors(errors).build();
    }
}
