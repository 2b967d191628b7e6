package io.repobackup.github.standin.rest;

import io.repobackup.github.standin.access.Gate;
import io.repobackup.github.standin.access.Identity;
import io.repobackup.github.standin.store.SignedStore;
import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Ask;
import io.repobackup.github.standin.wire.Fields;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.github.standin.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the operation for a request, and what stands in its way. <i>Thread-safe.</i> */
public final class RestApi {

    private static final String REPOSITORY = "/repos/{owner}/{repo}";

    private final World world;
    private final Urls urls;
    private final Aliases aliases;
    private final List<Operation> operations = new ArrayList<>();

    public RestApi(World world, Gate gate, SignedStore store, Urls urls) {
        this.world = world;
        this.urls = urls;
        this.aliases = new Aliases(world);
        operations.addAll(new OwnerOperations(world, urls).all());
        operations.addAll(new AppOperations(world, gate, urls).all());
        operations.addAll(new RepositoryOperations(urls).all());
        operations.addAll(new IssueOperations(urls).all());
        operations.addAll(new PullOperations(urls).all());
        operations.addAll(new ReleaseOperations(world, store, urls).all());
    }

    /**
     * What is answered, and by which operation.
     *
     * @param template of the operation; empty when there is none
     * @param path as the template has it
     */
    public record Served(Answer answer, String template, String path) {}

    /** Every operation that there is, as method and template. */
    public List<String> operations() {
        return operations.stream()
                .map(one -> one.method() + " " + one.template())
                .toList();
    }

    /** How paths with ids begin, which are in no description and lead to the operations for names. */
    public static List<String> aliases() {
        return Aliases.BEGINNINGS;
    }

    /** Answers a request for a path below the root of REST, which begins with a slash. */
    public Served answer(Ask ask, String path, Identity identity) {
        String plain = aliases.resolve(path);
        for (Operation operation : operations) {
            Optional<Map<String, String>> variables = operation.match(ask, plain);
            if (variables.isPresent()) {
                Answer answer = answer(operation, ask, plain, variables.get(), identity);
                return new Served(answer, operation.template(), plain);
            }
        }
        return new Served(notFound(), "", plain);
    }

    private Answer answer(Operation operation, Ask ask, String path, Map<String, String> variables, Identity identity) {
        if (!operation.template().startsWith(REPOSITORY)) {
            return permitted(operation, new Call(ask, variables, identity, aliases.canonical(path), null));
        }
        String name = variables.get("owner") + "/" + variables.get("repo");
        Optional<Repository> found = world.find(name);
        if (found.isEmpty()) {
            String rest = path.substring(("/repos/" + name).length());
            return world.formerly(name)
                    .filter(identity::sees)
                    .map(moved -> moved(urls.rest("repositories/" + moved.id() + rest)))
                    .orElseGet(RestApi::notFound);
        }
        Repository repository = found.get();
        return obstacle(repository, identity)
                .orElseGet(() ->
                        permitted(operation, new Call(ask, variables, identity, aliases.canonical(path), repository)));
    }

    private static Answer permitted(Operation operation, Call call) {
        if (operation.permission().isEmpty()) {
            return operation.answer().apply(call);
        }
        if (call.identity().kind() == Identity.Kind.APP) {
            return Answer.error(403, "Resource not accessible by integration");
        }
        String needed = operation.permission() + "=read";
        if (call.identity().may(operation.permission())) {
            return operation.answer().apply(call).with("X-Accepted-GitHub-Permissions", needed);
        }
        String who = call.identity().kind() == Identity.Kind.INSTALLATION ? "integration" : "personal access token";
        return Answer.error(403, "Resource not accessible by " + who).with("X-Accepted-GitHub-Permissions", needed);
    }

    private Optional<Answer> obstacle(Repository repository, Identity identity) {
        if (!identity.sees(repository)) {
            return Optional.of(notFound());
        }
        if (repository.blocked().isPresent()) {
            String reason = repository.blocked().get();
            return Optional.of(Answer.json(
                    451,
                    Fields.of("message", "Repository access blocked")
                            .put(
                                    "block",
                                    Fields.of("reason", reason)
                                            .put("created_at", repository.updated())
                                            .put("html_url", urls.web("github/" + reason + "/blob/master/notice.md"))
                                            .map())
                            .map()));
        }
        return repository.is("disabled")
                ? Optional.of(Answer.error(403, "Repository access blocked"))
                : Optional.empty();
    }

    static Answer moved(String url) {
        return Answer.json(
                        301,
                        Fields.of("message", "Moved Permanently")
                                .put("url", url)
                                .put(
                                        "documentation_url",
                                        "https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects")
                                .map())
                .with("Location", url);
    }

    private static Answer notFound() {
        return Answer.error(404, "Not Found");
    }
}
