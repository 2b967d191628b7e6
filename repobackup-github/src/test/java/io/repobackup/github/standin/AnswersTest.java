package io.repobackup.github.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.repobackup.github.standin.wire.Json;
import io.repobackup.testkit.time.FakeClock;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists, conditions, names that move, downloads and git. */
class AnswersTest {

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    @TempDir
    Path directory;

    private GitHubStandIn github;
    private Visitor visitor;

    @BeforeEach
    void begin() {
        github = GitHubStandIn.start(directory, FakeClock.create());
        github.acceptToken("ghp_1");
        visitor = Visitor.with(github, "ghp_1");
    }

    @AfterEach
    void end() {
        github.close();
    }

    @Test
    void pagesLeadToEachOtherByIdsThatDoNotChange() {
        for (int i = 0; i < 5; i++) {
            github.create("acme/r" + i);
        }
        List<String> names = new ArrayList<>();
        String target = "orgs/acme/repos?per_page=2&sort=full_name";
        int pages = 0;
        while (target != null) {
            HttpResponse<String> page = visitor.get(target);
            Json.parse(page.body()).forEach(one -> names.add(one.path("name").asText()));
            Matcher next = NEXT.matcher(page.headers().firstValue("Link").orElse(""));
            target = next.find() ? next.group(1) : null;
            pages++;
        }

        assertThat(names).containsExactly("r0", "r1", "r2", "r3", "r4");
        assertThat(pages).isEqualTo(3);
        assertThat(github.requests().get(1).target())
                .isEqualTo("/api/v3/organizations/"
                        + github.organisation("acme").id() + "/repos?per_page=2&sort=full_name&page=2");
    }

    @Test
    void pagesOfARepositorySurviveItsNewName() {
        Acme acme = Acme.in(github);
        String link = visitor.get("repos/acme/tools/issues?state=all&per_page=1")
                .headers()
                .firstValue("Link")
                .orElseThrow();
        acme.tools.rename("utils");

        String page = github.host().rest() + "repositories/" + acme.tools.id() + "/issues?state=all&per_page=1&page=";
        assertThat(link).isEqualTo("<" + page + "2>; rel=\"next\", <" + page + "3>; rel=\"last\"");
        assertThat(visitor.json(page + "2")).hasSize(1);
    }

    @Test
    void whatIsKnownIsFreeAndWhatChangedIsNot() {
        github.create("acme/tools");
        String tag = tag(visitor.get("repos/acme/tools"));

        HttpResponse<String> again = visitor.get("repos/acme/tools", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(github.meter().budget("user:octocat", "core").used()).isEqualTo(1);
        github.acceptToken("ghp_2");
        assertThat(Visitor.with(github, "ghp_2")
                        .get("repos/acme/tools", "If-None-Match", tag)
                        .statusCode())
                .as("with another token")
                .isEqualTo(200);
        github.advance(Duration.ofSeconds(1));
        github.repository("acme/tools").set("description", "changed");
        assertThat(visitor.get("repos/acme/tools", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatWasNotModifiedIsKnownByItsTimeWithAnyToken() {
        github.create("acme/tools");
        String time = visitor.get("repos/acme/tools")
                .headers()
                .firstValue("Last-Modified")
                .orElseThrow();
        github.acceptToken("ghp_2");

        assertThat(Visitor.with(github, "ghp_2")
                        .get("repos/acme/tools", "If-Modified-Since", time)
                        .statusCode())
                .isEqualTo(304);
        github.advance(Duration.ofSeconds(1));
        github.repository("acme/tools").touch();
        assertThat(visitor.get("repos/acme/tools", "If-Modified-Since", time).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theClockOfTheHostIsTheTests() {
        HttpResponse<String> answer = visitor.get("rate_limit");
        assertThat(answer.headers().firstValue("Date")).contains("Mon, 05 Jan 2026 12:00:00 GMT");
        assertThat(answer.headers().firstValue("x-ratelimit-reset"))
                .contains(
                        Long.toString(github.clock().instant().plusSeconds(3600).getEpochSecond()));
    }

    @Test
    void aFormerNameLeadsToTheIdUntilAnotherRepositoryHasIt() {
        var tools = github.create("acme/tools");
        tools.rename("utils");

        HttpResponse<String> moved = visitor.get("repos/acme/tools/labels");
        assertThat(moved.statusCode()).isEqualTo(301);
        String there = github.host().rest() + "repositories/" + tools.id() + "/labels";
        assertThat(moved.headers().firstValue("Location")).contains(there);
        assertThat(Json.parse(moved.body()).path("url").asText()).isEqualTo(there);
        assertThat(visitor.get(there).statusCode()).isEqualTo(200);
        assertThat(visitor.json("repositories/" + tools.id()).path("full_name").asText())
                .isEqualTo("acme/utils");

        long other = github.create("acme/tools").id();
        assertThat(visitor.json("repos/acme/tools").path("id").asLong()).isEqualTo(other);
        github.repository("acme/tools").delete();
        assertThat(visitor.get("repos/acme/tools").statusCode()).isEqualTo(404);
    }

    @Test
    void changesAreListedFromTheirSecondOn() {
        Acme acme = Acme.in(github);
        github.advance(Duration.ofMinutes(5));
        String since = github.world().now().toString();
        acme.comment.edit("More");

        JsonNode comments = visitor.json("repos/acme/tools/issues/comments?since=" + since);
        assertThat(comments.findValuesAsText("body")).containsExactly("More");
        JsonNode issues = visitor.json("repos/acme/tools/issues?state=all&since=" + since);
        assertThat(issues)
                .singleElement()
                .satisfies(one -> assertThat(one.path("number").asLong()).isEqualTo(acme.issue.number()));
        acme.issue.isMentionedBy(acme.pull.issue());
        assertThat(visitor.json("repos/acme/tools/issues?state=all&since="
                        + github.world().now().plusSeconds(1)))
                .isEmpty();
    }

    @Test
    void downloadsLieElsewhereAndTakeNoCredentials() throws Exception {
        Acme acme = Acme.in(github);
        var attachment = acme.tools.attach("image.png", new byte[] {1, 2, 3});
        String asset = "repos/acme/tools/releases/assets/" + acme.asset.id();

        URI signed = URI.create(visitor.get(asset, "Accept", "application/octet-stream")
                .headers()
                .firstValue("Location")
                .orElseThrow());
        assertThat(signed.getPort()).isNotEqualTo(github.host().web().getPort());
        assertThat(visitor.get(signed.toString()).statusCode()).isEqualTo(400);
        assertThat(Visitor.withoutToken(github).get(signed.toString()).body()).isEqualTo("zip");
        assertThat(visitor.getWeb(attachment.path()).statusCode()).isEqualTo(302);
        acme.tools.makePrivate();
        assertThat(Visitor.withoutToken(github).getWeb(attachment.path()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void gitItselfClonesWhatWasCommitted() throws Exception {
        var tools = github.create("acme/tools");
        String oid = tools.git().commit("main", "first");
        tools.rename("utils");

        assertThat(lsRemote("acme/utils.git", "x-access-token:ghp_1")).contains(oid + "\trefs/heads/main");
        assertThat(lsRemote("acme/tools.git", "x-access-token:ghp_1")).contains(oid);
        assertThat(lsRemote("acme/utils.wiki.git", "x-access-token:ghp_1")).contains("not found");
        tools.wiki().commit("master", "Home");
        assertThat(lsRemote("acme/utils.wiki.git", "x-access-token:ghp_1")).contains("refs/heads/master");
        assertThat(lsRemote("acme/utils.git", "x-access-token:wrong")).contains("Authentication failed");
    }

    @Test
    void filesOfFormerYearsAreWhereTheyWere() {
        var tools = github.create("acme/tools");
        tools.contents().attachAt("acme/tools/files/7/log.txt", "log.txt", new byte[] {1});
        assertThat(visitor.getWeb("acme/tools/files/7/log.txt").statusCode()).isEqualTo(302);
        assertThat(visitor.getWeb("acme/tools/files/8/log.txt").statusCode()).isEqualTo(404);
    }

    @Test
    void theApiMayBeAtTheRootAsThatOfGitHubItself() {
        try (GitHubStandIn root = GitHubStandIn.startAtRoot(directory, FakeClock.create())) {
            root.acceptToken("ghp_1");
            root.create("acme/tools");
            assertThat(root.host().rest().getPath()).isEqualTo("/");
            assertThat(Visitor.with(root, "ghp_1").get("repos/acme/tools").statusCode())
                    .isEqualTo(200);
            assertThat(Visitor.with(root, "ghp_1")
                            .ask("{ viewer { login } }", Map.of())
                            .at("/data/viewer/login")
                            .asText())
                    .isEqualTo("octocat");
        }
    }

    @Test
    void largeFilesLieElsewhereToo() throws Exception {
        var tools = github.create("acme/tools");
        String oid = tools.lfs("main", "large".getBytes(StandardCharsets.UTF_8));
        String batch = github.host().web() + "acme/tools.git/info/lfs/objects/batch";
        Map<String, ?> wanted = Map.of(
                "operation",
                "download",
                "objects",
                List.of(Map.of("oid", oid, "size", 5), Map.of("oid", "0".repeat(64), "size", 1)));

        JsonNode objects = Json.parse(visitor.post(batch, wanted).body()).path("objects");
        String href = objects.at("/0/actions/download/href").asText();
        assertThat(visitor.get(href).statusCode()).isEqualTo(400);
        assertThat(Visitor.withoutToken(github).get(href).body()).isEqualTo("large");
        assertThat(objects.at("/1/error/code").asInt()).isEqualTo(404);
        HttpResponse<String> refused = Visitor.withoutToken(github).post(batch, wanted);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("LFS-Authenticate")).isPresent();
    }

    private String lsRemote(String path, String credentials) throws Exception {
        String url = github.host().web().toString().replace("://", "://" + credentials + "@") + path;
        ProcessBuilder builder = new ProcessBuilder("git", "ls-remote", url).redirectErrorStream(true);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
