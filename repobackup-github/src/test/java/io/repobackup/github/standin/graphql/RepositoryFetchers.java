package io.repobackup.github.standin.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Discussion;
import io.repobackup.github.standin.world.Issue;
import io.repobackup.github.standin.world.Pull;
import io.repobackup.github.standin.world.Release;
import io.repobackup.github.standin.world.Repository;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Repositories, and what hangs on them. */
final class RepositoryFetchers {

    private static final String TYPE = "Repository";

    private final Urls urls;

    RepositoryFetchers(Urls urls) {
        this.urls = urls;
    }

    void addTo(Fetchers fetchers) {
        fetchers.<Repository>on(TYPE, "name", (repository, asked) -> repository.name())
                .<Repository>on(TYPE, "nameWithOwner", (repository, asked) -> repository.fullName())
                .<Repository>on(TYPE, "owner", (repository, asked) -> repository.owner())
                .<Repository>on(TYPE, "url", (repository, asked) -> urls.web(repository.fullName()))
                .<Repository>on(TYPE, "pushedAt", (repository, asked) -> repository.pushed())
                .<Repository>on(
                        TYPE,
                        "isEmpty",
                        (repository, asked) -> repository.pushed().isEmpty())
                .<Repository>on(TYPE, "diskUsage", (repository, asked) -> repository.fact("size"))
                .<Repository>on(TYPE, "homepageUrl", (repository, asked) -> repository.fact("homepage"))
                .<Repository>on(TYPE, "isPrivate", (repository, asked) -> repository.isPrivate())
                .<Repository>on(
                        TYPE,
                        "isInOrganization",
                        (repository, asked) -> repository.owner().kind().word().equals("Organization"))
                .<Repository>on(
                        TYPE,
                        "visibility",
                        (repository, asked) ->
                                repository.text("visibility", "public").toUpperCase(Locale.ROOT))
                .<Repository>on(TYPE, "viewerPermission", (repository, asked) -> "READ")
                .<Repository>on(TYPE, "defaultBranchRef", (repository, asked) -> head(repository));
        for (String flag : new String[] {"Archived", "Disabled", "Locked", "Fork", "Template"}) {
            fetchers.<Repository>on(TYPE, "is" + flag, (repository, asked) -> repository.is(fact(flag)));
        }
        for (String part : new String[] {"Wiki", "Issues", "Projects"}) {
            String fact = "has_" + part.toLowerCase(Locale.ROOT);
            fetchers.<Repository>on(
                    TYPE,
                    "has" + part + "Enabled",
                    (repository, asked) -> !Boolean.FALSE.equals(repository.fact(fact)));
        }
        fetchers.<Repository>on(TYPE, "hasDiscussionsEnabled", (repository, asked) -> repository.is("has_discussions"));
        contents(fetchers);
    }

    private static String fact(String flag) {
        return flag.equals("Template") ? "is_template" : flag.toLowerCase(Locale.ROOT);
    }

    private void contents(Fetchers fetchers) {
        fetchers.<Repository>on(
                        TYPE,
                        "repositoryTopics",
                        (repository, asked) -> Connections.ofPlain(
                                asked,
                                repository.topics().stream()
                                        .map(RepositoryFetchers::topic)
                                        .toList()))
                .<Repository>on(
                        TYPE,
                        "labels",
                        (repository, asked) -> Connections.ordered(
                                asked, List.copyOf(repository.contents().labels())))
                .<Repository>on(
                        TYPE,
                        "milestones",
                        (repository, asked) -> Connections.ordered(
                                asked, List.copyOf(repository.contents().milestones())))
                .<Repository>on(
                        TYPE,
                        "releases",
                        (repository, asked) -> Connections.ordered(
                                asked, List.copyOf(repository.contents().releases())))
                .<Repository>on(
                        TYPE,
                        "commitComments",
                        (repository, asked) -> Connections.of(
                                asked, List.copyOf(repository.contents().commitComments())))
                .<Repository>on(
                        TYPE,
                        "issue",
                        (repository, asked) -> numbered(
                                asked,
                                repository,
                                "Issue",
                                () -> repository
                                        .contents()
                                        .issue(number(asked))
                                        .filter(one -> one.pull().isEmpty())))
                .<Repository>on(
                        TYPE,
                        "pullRequest",
                        (repository, asked) -> numbered(
                                asked,
                                repository,
                                "PullRequest",
                                () -> repository.contents().issue(number(asked)).flatMap(Issue::pull)))
                .<Repository>on(
                        TYPE,
                        "discussion",
                        (repository, asked) -> repository.contents().discussions().stream()
                                .filter(one -> one.number() == number(asked))
                                .findFirst())
                .<Repository>on(
                        TYPE,
                        "issues",
                        (repository, asked) -> Fetchers.permitted(asked, "issues", () -> issues(asked, repository)))
                .<Repository>on(
                        TYPE,
                        "pullRequests",
                        (repository, asked) ->
                                Fetchers.permitted(asked, "pull_requests", () -> pulls(asked, repository)))
                .<Repository>on(
                        TYPE,
                        "discussions",
                        (repository, asked) ->
                                Fetchers.permitted(asked, "discussions", () -> discussions(asked, repository)))
                .<Release>on(
                        "Release",
                        "releaseAssets",
                        (release, asked) -> Connections.of(asked, List.copyOf(release.assets())))
                .<Release>on("Release", "isDraft", (release, asked) -> release.is("draft"));
    }

    private static long number(DataFetchingEnvironment asked) {
        return ((Integer) asked.getArgument("number")).longValue();
    }

    private static Object numbered(
            DataFetchingEnvironment asked, Repository repository, String type, Supplier<Optional<?>> found) {
        return found.get().isPresent()
                ? found.get()
                : Fetchers.error(
                        asked,
                        "NOT_FOUND",
                        "Could not resolve to an " + type + " with the number of " + number(asked) + ".");
    }

    private static Map<String, Object> topic(String name) {
        return Map.of("id", "RT_" + name, "topic", Map.of("id", "TO_" + name, "name", name));
    }

    private static Object issues(DataFetchingEnvironment asked, Repository repository) {
        Map<String, Object> filter = asked.getArgument("filterBy");
        Instant since = filter == null || filter.get("since") == null
                ? Instant.MIN
                : Instant.parse(String.valueOf(filter.get("since")));
        List<String> states = asked.getArgument("states");
        List<Issue> shown = repository.contents().issues().stream()
                .filter(issue -> issue.pull().isEmpty())
                .filter(issue -> !issue.updated().isBefore(since))
                .filter(issue -> states == null || states.contains(IssueFetchers.state(issue)))
                .toList();
        return Connections.ordered(asked, shown);
    }

    private static Object pulls(DataFetchingEnvironment asked, Repository repository) {
        List<String> states = asked.getArgument("states");
        List<Pull> shown = repository.contents().pulls().stream()
                .filter(pull -> states == null || states.contains(PullFetchers.state(pull)))
                .toList();
        return Connections.ordered(asked, shown);
    }

    private static Object discussions(DataFetchingEnvironment asked, Repository repository) {
        return Connections.ordered(
                asked, List.<Discussion>copyOf(repository.contents().discussions()));
    }

    /** The branch that HEAD names, once it is there. */
    private static @Nullable Map<String, Object> head(Repository repository) {
        if (repository.pushed().isEmpty()) {
            return null;
        }
        String name = repository.text("default_branch", "main");
        String oid = Files.exists(repository.gitPath())
                ? repository.git().run("", "for-each-ref", "--format=%(objectname)", "refs/heads/" + name)
                : String.format("%040x", repository.pushed().get().getEpochSecond());
        return oid.isEmpty()
                ? null
                : Map.of("id", "REF_" + repository.id(), "name", name, "target", Map.of("id", "C_" + oid, "oid", oid));
    }
}
