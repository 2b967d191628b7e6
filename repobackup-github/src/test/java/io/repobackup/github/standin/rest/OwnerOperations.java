package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Ask;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Account;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.github.standin.world.Team;
import io.repobackup.github.standin.world.World;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** Organisations, users and teams. */
final class OwnerOperations {

    private final World world;
    private final Urls urls;
    private final Paging paging;
    private final AccountJson accounts;
    private final RepositoryJson repositories;

    OwnerOperations(World world, Urls urls) {
        this.world = world;
        this.urls = urls;
        this.paging = new Paging(urls);
        this.accounts = new AccountJson(urls);
        this.repositories = new RepositoryJson(urls);
    }

    List<Operation> all() {
        return List.of(
                new Operation(
                        "GET",
                        "/orgs/{org}",
                        "metadata",
                        call -> organisation(call, (any, org) -> Answer.json(200, accounts.organisation(org)))),
                new Operation("GET", "/orgs/{org}/repos", "metadata", call -> organisation(call, this::repositories)),
                new Operation(
                        "GET",
                        "/orgs/{org}/public_members",
                        "metadata",
                        call -> organisation(
                                call, (any, org) -> paging.list(any, List.<Account>of(), accounts::simple))),
                new Operation("GET", "/orgs/{org}/members", "members", call -> organisation(call, this::members)),
                new Operation(
                        "GET",
                        "/orgs/{org}/teams",
                        "members",
                        call -> organisation(
                                call, (any, org) -> paging.list(any, List.copyOf(org.teams()), accounts::team))),
                new Operation(
                        "GET",
                        "/orgs/{org}/teams/{team_slug}/members",
                        "members",
                        call -> team(call, team -> paging.list(call, Order.up(team.members()), accounts::simple))),
                new Operation(
                        "GET",
                        "/orgs/{org}/teams/{team_slug}/repos",
                        "members",
                        call -> team(call, team -> repositories(call, team.repositories()))),
                new Operation("GET", "/users/{username}", "metadata", this::user),
                new Operation(
                        "GET",
                        "/users/{username}/repos",
                        "metadata",
                        call -> world.account(call.path().get("username"))
                                .map(user -> repositories(call, user))
                                .orElseGet(OwnerOperations::none)));
    }

    private Answer organisation(Call call, BiFunction<Call, Account, Answer> answer) {
        return world.account(call.path().get("org"))
                .filter(found -> found.kind() == Account.Kind.ORGANIZATION)
                .map(found -> answer.apply(call, found))
                .orElseGet(OwnerOperations::none);
    }

    private Answer team(Call call, Function<Team, Answer> answer) {
        return organisation(
                call,
                (any, org) ->
                        org.findTeam(call.path().get("team_slug")).map(answer).orElseGet(OwnerOperations::none));
    }

    /** Strangers are sent to the list that everybody may see. */
    private Answer members(Call call, Account organisation) {
        if (!call.identity().belongsTo(organisation)) {
            return Answer.of(302).with("Location", urls.rest("organizations/" + organisation.id() + "/public_members"));
        }
        String role = call.ask().query("role", "all");
        List<Account> shown = organisation.members().stream()
                .filter(one -> role.equals("all") || role.equals("admin") == organisation.isOwner(one))
                .toList();
        return paging.list(call, Order.up(shown), accounts::simple);
    }

    private Answer user(Call call) {
        return world.account(call.path().get("username"))
                .map(found -> Answer.json(200, accounts.user(found)))
                .orElseGet(OwnerOperations::none);
    }

    private Answer repositories(Call call, Account owner) {
        return repositories(call, owner.repositories());
    }

    private Answer repositories(Call call, Collection<Repository> all) {
        Predicate<Repository> kind = kind(call.ask().query("type", "all"));
        List<Repository> shown = all.stream()
                .filter(call.identity()::sees)
                .filter(kind)
                .sorted(order(call.ask()))
                .toList();
        return paging.list(call, shown, repositories::listed);
    }

    private static Predicate<Repository> kind(String type) {
        return switch (type) {
            case "private" -> Repository::isPrivate;
            case "public" -> repository -> !repository.isPrivate();
            case "forks" -> repository -> repository.is("fork");
            case "sources" -> repository -> !repository.is("fork");
            default -> any -> true;
        };
    }

    private static Comparator<Repository> order(Ask ask) {
        String sort = ask.query("sort", "created");
        Comparator<Repository> order = switch (sort) {
            case "updated" -> Comparator.comparing(Repository::updated);
            case "pushed" ->
                Comparator.comparing(repository -> repository.pushed().orElse(repository.created()));
            case "full_name" -> Comparator.comparing(Repository::fullName);
            default -> Comparator.comparing(Repository::created);
        };
        Comparator<Repository> settled = order.thenComparing(Repository::id);
        String usual = sort.equals("full_name") ? "asc" : "desc";
        return ask.query("direction", usual).equals("desc") ? settled.reversed() : settled;
    }

    private static Answer none() {
        return Answer.error(404, "Not Found");
    }
}
