package io.repobackup.github.standin.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.repobackup.github.standin.access.App;
import io.repobackup.github.standin.access.Gate;
import io.repobackup.github.standin.access.Identity;
import io.repobackup.github.standin.access.Installation;
import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Fields;
import io.repobackup.github.standin.wire.Json;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.github.standin.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Apps, where they are installed, and the tokens of their installations. */
final class AppOperations {

    private final World world;
    private final Gate gate;
    private final Paging paging;
    private final AppJson apps;
    private final RepositoryJson repositories;

    AppOperations(World world, Gate gate, Urls urls) {
        this.world = world;
        this.gate = gate;
        this.paging = new Paging(urls);
        this.apps = new AppJson(urls);
        this.repositories = new RepositoryJson(urls);
    }

    List<Operation> all() {
        return List.of(
                new Operation("GET", "/app", "", call -> app(call, app -> Answer.json(200, apps.app(app)))),
                new Operation(
                        "GET",
                        "/app/installations",
                        "",
                        call -> app(
                                call, app -> paging.list(call, List.copyOf(app.installations()), apps::installation))),
                new Operation(
                        "GET",
                        "/app/installations/{installation_id}",
                        "",
                        call -> installation(call, (any, found) -> Answer.json(200, apps.installation(found)))),
                new Operation(
                        "POST",
                        "/app/installations/{installation_id}/access_tokens",
                        "",
                        call -> installation(call, this::token)),
                new Operation(
                        "GET",
                        "/orgs/{org}/installation",
                        "",
                        call -> app(call, app -> of(call.path().get("org"), app))),
                new Operation(
                        "GET",
                        "/users/{username}/installation",
                        "",
                        call -> app(call, app -> of(call.path().get("username"), app))),
                new Operation(
                        "GET",
                        "/repos/{owner}/{repo}/installation",
                        "",
                        call -> app(call, app -> of(call.repository().owner().login(), app))),
                new Operation("GET", "/installation/repositories", "metadata", this::installed));
    }

    private static Answer app(Call call, Function<App, Answer> answer) {
        return call.identity()
                .app()
                .map(answer)
                .orElseGet(() -> Answer.error(401, "A JSON web token could not be decoded"));
    }

    private Answer installation(Call call, BiFunction<Call, Installation, Answer> answer) {
        return app(
                call,
                app -> app.installation(call.number("installation_id"))
                        .map(found -> answer.apply(call, found))
                        .orElseGet(() -> Answer.error(404, "Not Found")));
    }

    private Answer of(String login, App app) {
        return app.installations().stream()
                .filter(found -> found.account().login().equalsIgnoreCase(login))
                .findFirst()
                .map(found -> Answer.json(200, apps.installation(found)))
                .orElseGet(() -> Answer.error(404, "Not Found"));
    }

    private Answer token(Call call, Installation installation) {
        if (installation.isSuspended()) {
            return Answer.error(403, "This installation has been suspended");
        }
        JsonNode body = Json.parse(call.ask().text());
        Set<String> permissions = new HashSet<>();
        body.path("permissions").fieldNames().forEachRemaining(permissions::add);
        if (!installation.permissions().keySet().containsAll(permissions)) {
            return unprocessable("The permissions requested are not granted to this installation.");
        }
        Set<Long> only = only(body, installation);
        if (only != null && only.contains(-1L)) {
            return unprocessable(
                    "There is at least one repository that does not exist or is not accessible to the parent"
                            + " installation.");
        }
        Gate.Issued issued = gate.issue(installation, only, permissions);
        return Answer.json(
                201,
                Fields.of("token", issued.token())
                        .put("expires_at", issued.expires())
                        .put("permissions", installation.permissions())
                        .put("repository_selection", only == null ? AppJson.selection(installation) : "selected")
                        .map());
    }

    private static Answer unprocessable(String message) {
        return Answer.error(422, message);
    }

    /** Null for all; −1 among them for one that is not there. */
    private @Nullable Set<Long> only(JsonNode body, Installation installation) {
        if (!body.has("repositories") && !body.has("repository_ids")) {
            return null;
        }
        Set<Long> only = new HashSet<>();
        body.path("repository_ids")
                .forEach(id -> only.add(
                        world.repository(id.asLong()).map(Repository::id).orElse(-1L)));
        body.path("repositories")
                .forEach(name -> only.add(
                        find(installation, name.asText()).map(Repository::id).orElse(-1L)));
        return only;
    }

    private Optional<Repository> find(Installation installation, String name) {
        return world.find(installation.account().login() + "/" + name);
    }

    private Answer installed(Call call) {
        if (call.identity().kind() != Identity.Kind.INSTALLATION) {
            return Answer.error(
                    403,
                    "You must authenticate with an installation access token in order to list repositories for an"
                            + " installation.");
        }
        Installation installation = call.identity().installation().orElseThrow();
        List<Repository> seen =
                world.repositories().stream().filter(call.identity()::sees).toList();
        return paging.list(
                call,
                seen,
                repositories::listed,
                page -> Fields.of("total_count", seen.size())
                        .put("repository_selection", AppJson.selection(installation))
                        .put("repositories", page)
                        .map());
    }
}
