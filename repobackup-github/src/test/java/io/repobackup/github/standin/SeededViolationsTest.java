package io.repobackup.github.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.github.standin.check.Held;
import io.repobackup.github.standin.check.OpenApiCheck;
import io.repobackup.github.standin.check.Published;
import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Ask;
import io.repobackup.github.standin.wire.Exchange;
import io.repobackup.testkit.time.FakeClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each check finds what is wrong, once it is. */
class SeededViolationsTest {

    @TempDir
    Path directory;

    private GitHubStandIn github;
    private Visitor visitor;
    private Acme acme;
    private OpenApiCheck check;

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

    private String objection() {
        assertThat(check.objections()).hasSize(1);
        return check.objections().get(0);
    }

    @Test
    void anOperationThatIsNotThereIsFound() {
        visitor.get("repos/acme/tools/wiki");
        assertThat(objection()).isEqualTo("there is no operation for GET /api/v3/repos/acme/tools/wiki");
    }

    @Test
    void aParameterThatIsNotThereIsFound() {
        visitor.get("repos/acme/tools/pulls?since=2020-01-01T00:00:00Z");
        assertThat(objection()).isEqualTo("GET /repos/{owner}/{repo}/pulls: has no parameter since");
    }

    @Test
    void aValueThatIsNotAllowedIsFound() {
        visitor.get("repos/acme/tools/issues?state=any");
        assertThat(objection()).startsWith("GET /repos/{owner}/{repo}/issues: state=any is not allowed");
    }

    @Test
    void aTimeThatIsNoneIsFound() {
        acme.tools.contents().issues().forEach(issue -> issue.setUnseen("closed_at", "yesterday"));
        visitor.get("repos/acme/tools/issues/" + acme.issue.number());
        assertThat(objection()).contains("/closed_at", "date-time");
    }

    @Test
    void aPageThatIsTooLargeIsFound() {
        visitor.get("repos/acme/tools/issues?per_page=101");
        assertThat(objection()).contains("per_page=101 is more than 100");
    }

    @Test
    void aFieldOfTheWrongKindIsFoundDeepInAList() {
        acme.tools.label("bug").setUnseen("color", 7);
        visitor.get("repos/acme/tools/issues?state=all");
        assertThat(check.objections())
                .isNotEmpty()
                .allSatisfy(wrong -> assertThat(wrong).contains("/labels/"));
    }

    @Test
    void aNullWhereNoneMayBeIsFoundAndOneThatMayBeIsNot() {
        acme.asset.setUnseen("label", "a label");
        visitor.get("repos/acme/tools/releases/assets/" + acme.asset.id());
        assertThat(check.objections()).isEmpty();
        show("/repos/{owner}/{repo}/releases/assets/{asset_id}", 200, "{\"url\":null,\"label\":null}");
        assertThat(check.objections())
                .anySatisfy(wrong -> assertThat(wrong).contains("/url", "null found"))
                .noneSatisfy(wrong -> assertThat(wrong).contains("/label"));
    }

    @Test
    void aFieldThatIsMissingIsFound() {
        show(
                "/repos/{owner}/{repo}/labels",
                200,
                "[{\"id\":1,\"node_id\":\"LA_1\",\"url\":\"http://x\",\"color\":\"f\","
                        + "\"default\":false,\"description\":null}]");
        assertThat(objection()).contains("required property 'name' not found");
    }

    @Test
    void aStatusThatIsNotDescribedIsFound() {
        show("/repos/{owner}/{repo}", 418, "{}");
        assertThat(objection()).isEqualTo("GET /repos/{owner}/{repo}: does not answer with 418");
    }

    @Test
    void aBodyThatIsNotTakenIsFound() {
        var app = github.app("acme");
        long id = app.install(github.organisation("acme")).id();
        Visitor.with(github, Jwt.of(app, github.clock().instant()))
                .post("app/installations/" + id + "/access_tokens", Map.of("permissions", Map.of("issues", "own")));
        assertThat(objection()).contains("sent /permissions/issues");
    }

    @Test
    void aQueryThatTheWholeSchemaRefusesFailsTheOtherTest() {
        Held held = Held.by(github);
        visitor.ask("{ viewer { login } }", Map.of());
        held.assertAllIsAsPublished();
        visitor.ask("{ viewer { shoeSize } }", Map.of());
        assertThatThrownBy(held::assertAllIsAsPublished).hasMessageContaining("shoeSize");
    }

    @Test
    void whatOtherTestsAskInVainFailsThem() {
        Held held = Held.by(github);
        visitor.get("repos/acme/tools/nothing");
        assertThatThrownBy(held::assertAllIsAsPublished).hasMessageContaining("there is no operation");
    }

    private void show(String template, int status, String body) {
        Ask ask = new Ask("GET", URI.create("/anything"), Map.of("Accept", List.of("*/*")), new byte[0]);
        Answer answer = Answer.of(status).withBody(body.getBytes(StandardCharsets.UTF_8));
        check.accept(new Exchange(ask, answer, template, "/anything"));
    }
}
