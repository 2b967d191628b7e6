package io.repobackup.github.standin.graphql;

import graphql.GraphQLError;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Account;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.github.standin.world.Team;
import io.repobackup.github.standin.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where queries begin, and accounts. */
final class OwnerFetchers {

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
                        (account, asked) -> Connections.of(asked, account.members()));
        fetchers.<Team>on("Team", "slug", (team, asked) -> team.slug())
                .<Team>on("Team", "name", (team, asked) -> team.slug())
                .<Team>on("Team", "organization", (team, asked) -> team.organisation())
                .<Team>on("Team", "members", (team, asked) -> Connections.of(asked, team.members()))
                .<Team>on("Team", "repositories", (team, asked) -> Connections.of(asked, team.repositories()));
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
        return found.isPresent()
                ? found
                : Fetchers.error(asked, "NOT_FOUND", "Could not resolve to a Repository with the name '" + name + "'.");
    }

    private Object node(DataFetchingEnvironment asked, String id) {
        var found = world.node(id)
                .filter(one -> !(one instanceof Repository repository) || Fetchers.sees(asked, repository));
        return found.isPresent()
                ? found
                : Fetchers.error(asked, "NOT_FOUND", "Could not resolve to a node with the global id of '" + id + "'");
    }

    private Object nodes(DataFetchingEnvironment asked) {
        List<String> ids = asked.getArgument("ids");
        List<Object> found = new ArrayList<>();
        List<GraphQLError> errors = new ArrayList<>();
        for (String id : ids) {
            var one = world.node(id)
                    .filter(thing -> !(thing instanceof Repository repository) || Fetchers.sees(asked, repository));
            found.add(one.orElse(null));
            if (one.isEmpty()) {
                errors.add(new HostError(
                        "NOT_FOUND",
                        "Could not resolve to a node with the global id of '" + id + "'",
                        List.of("nodes", found.size() - 1)));
            }
        }
        return DataFetcherResult.newResult().data(found).errors(errors).build();
    }

    private static Object repositories(DataFetchingEnvironment asked, Account owner) {
        Boolean archived = asked.getArgument("isArchived");
        Boolean fork = asked.getArgument("isFork");
        List<Repository> shown = owner.repositories().stream()
                .filter(repository -> Fetchers.sees(asked, repository))
                .filter(repository -> archived == null || archived == repository.is("archived"))
                .filter(repository -> fork == null || fork == repository.is("fork"))
                .toList();
        return Connections.ordered(asked, shown);
    }
}
