package io.repobackup.github.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.github.standin.access.App;
import io.repobackup.github.standin.check.OpenApiCheck;
import io.repobackup.github.standin.check.Published;
import io.repobackup.github.standin.rest.RestApi;
import io.repobackup.github.standin.wire.Json;
import io.repobackup.testkit.time.FakeClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation is asked, and everything that is answered is what the host describes. */
class RestIsAsPublishedTest {

    @TempDir
    Path directory;

    private GitHubStandIn github;
    private OpenApiCheck check;
    private Visitor visitor;
    private Acme acme;

    @BeforeEach
    void begin() {
        Published.require();
        github = GitHubStandIn.start(directory, FakeClock.create());
        github.acceptToken("ghp_1");
        acme = Acme.in(github);
        check = new OpenApiCheck();
        github.watch(check);
        visitor = Visitor.with(github, "ghp_1");
    }

    @AfterEach
    void end() {
        if (github != null) {
            github.close();
        }
    }

    @Test
    void everyOperationAnswersWhatIsDescribed() {
        reads().forEach(path ->
                assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(200));
        assertThat(visitor.get(
                                "repos/acme/tools/releases/assets/" + acme.asset.id(),
                                "Accept",
                                "application/octet-stream")
                        .statusCode())
                .isEqualTo(302);
        asAnApp();

        assertThat(check.objections()).isEmpty();
        Set<String> succeeded = check.seen().stream()
                .filter(seen -> seen.matches(".* 20[01]"))
                .map(seen -> seen.substring(0, seen.length() - 4))
                .collect(Collectors.toSet());
        assertThat(succeeded).containsAll(github.operations());
    }

    @Test
    void everyRefusalAnswersWhatIsDescribed() {
        github.create("acme/old").rename("new");
        github.create("acme/gone").block("dmca");
        github.create("acme/off").set("disabled", true);
        github.create("acme/quiet").set("has_issues", false);
        long deleted = acme.tools.open("Not for long").number();
        acme.tools.issue(deleted).delete();
        String tag =
                visitor.get("repos/acme/tools").headers().firstValue("ETag").orElseThrow();

        assertThat(visitor.get("repos/acme/tools", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(visitor.get("repos/acme/old").statusCode()).isEqualTo(301);
        assertThat(visitor.get("repos/acme/old/issues?state=all").statusCode()).isEqualTo(301);
        assertThat(visitor.get("repos/acme/gone").statusCode()).isEqualTo(451);
        assertThat(visitor.get("repos/acme/off").statusCode()).isEqualTo(403);
        assertThat(visitor.get("repos/acme/none").statusCode()).isEqualTo(404);
        assertThat(visitor.get("repos/acme/quiet/issues").statusCode()).isEqualTo(410);
        assertThat(visitor.get("repos/acme/tools/issues/" + deleted).statusCode())
                .isEqualTo(410);
        assertThat(visitor.get("repos/acme/tools/issues/99").statusCode()).isEqualTo(404);

        assertThat(check.objections()).isEmpty();
    }

    @Test
    void pathsWithIdsAreInNoDescription() {
        assertThat(RestApi.aliases()).hasSize(4).noneMatch(OpenApiCheck::isDescribed);
        assertThat(github.operations())
                .allMatch(operation -> OpenApiCheck.isDescribed(operation.split(" ")[1]));
    }

    private List<String> reads() {
        String tools = "repos/acme/tools";
        String issue = tools + "/issues/" + acme.issue.number();
        String pull = tools + "/pulls/" + acme.pull.issue().number();
        return List.of(
                "rate_limit",
                "orgs/acme",
                "orgs/acme/repos?type=all&sort=pushed&direction=desc&per_page=100&page=1",
                "orgs/acme/members?per_page=100",
                "orgs/acme/teams",
                "orgs/acme/teams/core/members",
                "orgs/acme/teams/core/repos",
                "users/octocat",
                "users/octocat/repos",
                tools,
                "repositories/" + acme.tools.id(),
                tools + "/labels",
                tools + "/milestones?state=all",
                tools + "/comments",
                tools + "/comments/"
                        + acme.tools
                                .contents()
                                .commitComments()
                                .iterator()
                                .next()
                                .id(),
                tools + "/labels/bug",
                tools + "/milestones/1",
                tools + "/issues/events/" + acme.issue.events().get(0).id(),
                "orgs/acme/public_members",
                "orgs/acme/members?role=admin",
                tools + "/issues?state=all&sort=updated&direction=asc&since=2020-01-01T00:00:00Z&per_page=1",
                "repositories/" + acme.tools.id() + "/issues?state=all&per_page=1&page=2",
                tools + "/issues/comments?sort=updated&direction=asc&since=2020-01-01T00:00:00Z",
                tools + "/issues/comments/" + acme.comment.id(),
                tools + "/issues/events?per_page=100",
                issue,
                issue + "/comments",
                issue + "/timeline?per_page=100",
                tools + "/issues/" + acme.pull.issue().number() + "/timeline",
                tools + "/pulls?state=all&sort=updated&direction=desc",
                tools + "/pulls/comments?sort=updated&direction=asc&since=2020-01-01T00:00:00Z",
                tools + "/pulls/comments/" + acme.answer.id(),
                pull,
                pull + "/comments",
                pull + "/reviews",
                tools + "/releases",
                tools + "/releases/" + acme.release.id(),
                tools + "/releases/" + acme.release.id() + "/assets",
                tools + "/releases/assets/" + acme.asset.id());
    }

    private void asAnApp() {
        App app = github.app("acme");
        long installation = app.install(github.organisation("acme")).id();
        Visitor asApp = Visitor.with(github, Jwt.of(app, github.clock().instant()));
        for (String path : List.of(
                "app",
                "app/installations",
                "app/installations/" + installation,
                "orgs/acme/installation",
                "repos/acme/tools/installation")) {
            assertThat(asApp.get(path).statusCode()).as(path).isEqualTo(200);
        }
        app.install(github.world().user("octocat"));
        assertThat(asApp.get("users/octocat/installation").statusCode()).isEqualTo(200);
        var issued = asApp.post("app/installations/" + installation + "/access_tokens", Map.of());
        assertThat(issued.statusCode()).isEqualTo(201);
        String token = Json.parse(issued.body()).path("token").asText();
        assertThat(Visitor.with(github, token)
                        .get("installation/repositories?per_page=100")
                        .statusCode())
                .isEqualTo(200);
    }
}
