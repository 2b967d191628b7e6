package io.repobackup.github.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.repobackup.github.standin.access.App;
import io.repobackup.github.standin.access.Installation;
import io.repobackup.github.standin.wire.Json;
import io.repobackup.testkit.time.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppsTest {

    @TempDir
    Path directory;

    private GitHubStandIn github;
    private App app;
    private Installation installation;

    @BeforeEach
    void begin() {
        github = GitHubStandIn.start(directory, FakeClock.create());
        app = github.app("acme");
        installation = app.install(github.organisation("acme"));
        github.create("acme/tools").makePrivate();
        github.create("acme/site").makePrivate();
        github.create("other/thing").makePrivate();
    }

    @AfterEach
    void end() {
        github.close();
    }

    private long now() {
        return github.clock().instant().getEpochSecond();
    }

    private String token(Map<String, ?> body) {
        return Json.parse(Visitor.with(github, Jwt.of(app, github.clock().instant()))
                        .post("app/installations/" + installation.id() + "/access_tokens", body)
                        .body())
                .path("token")
                .asText();
    }

    private String refusal(Map<String, ?> claims) {
        var answer = Visitor.with(github, Jwt.of(app, claims)).get("app");
        assertThat(answer.statusCode()).isEqualTo(401);
        return Json.parse(answer.body()).path("message").asText();
    }

    @Test
    void whatIsWrongWithAClaimIsSaidInTheHostsWords() {
        String id = Long.toString(app.id());
        assertThat(refusal(Map.of("iss", id, "iat", now(), "exp", now() + 601)))
                .isEqualTo("'Expiration time' claim ('exp') is too far in the future");
        assertThat(refusal(Map.of("iss", id, "iat", now() - 700, "exp", now())))
                .startsWith("'Expiration time' claim ('exp') must be a numeric value");
        assertThat(refusal(Map.of("iss", id, "iat", now() + 1, "exp", now() + 60)))
                .startsWith("'Issued at' claim ('iat') must be an Integer");
        assertThat(refusal(Map.of("iat", now(), "exp", now() + 60))).startsWith("Missing 'issuer' claim");
        App other = github.app("acme");
        assertThat(refusal(Map.of("iss", Long.toString(other.id()), "iat", now(), "exp", now() + 60)))
                .isEqualTo("A JSON web token could not be decoded");
    }

    @Test
    void anAppMayNameItselfByEitherOfItsIds() {
        Map<String, ?> claims = Map.of("iss", app.clientId(), "iat", now() - 60, "exp", now() + 540);
        assertThat(Visitor.with(github, Jwt.of(app, claims)).get("app").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTokenOfAnInstallationSeesItsAccountAlone() {
        Visitor visitor = Visitor.with(github, token(Map.of()));
        JsonNode seen = visitor.json("installation/repositories?per_page=1");
        assertThat(seen.path("total_count").asLong()).isEqualTo(2);
        assertThat(seen.path("repositories")).hasSize(1);
        assertThat(visitor.get("repos/other/thing").statusCode()).isEqualTo(404);
        assertThat(Visitor.with(github, token(Map.of("repositories", List.of("site"))))
                        .json("installation/repositories")
                        .path("total_count")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void aTokenOfAnInstallationEndsAfterAnHour() {
        Visitor visitor = Visitor.with(github, token(Map.of()));
        github.advance(Duration.ofMinutes(59));
        assertThat(visitor.get("repos/acme/tools").statusCode()).isEqualTo(200);
        github.advance(Duration.ofMinutes(1));
        assertThat(visitor.get("repos/acme/tools").statusCode()).isEqualTo(401);
        assertThat(Visitor.with(github, token(Map.of())).get("repos/acme/tools").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsNotPermittedSaysWhatIsMissing() {
        installation.refuse("issues");
        var refused = Visitor.with(github, token(Map.of())).get("repos/acme/tools/issues");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Resource not accessible by integration");
        assertThat(refused.headers().firstValue("X-Accepted-GitHub-Permissions"))
                .contains("issues=read");
    }

    @Test
    void aSuspendedInstallationIsNotLetIn() {
        Visitor visitor = Visitor.with(github, token(Map.of()));
        installation.suspend();
        assertThat(visitor.get("repos/acme/tools").statusCode()).isEqualTo(403);
        assertThat(token(Map.of())).isEmpty();
    }

    @Test
    void aNewTokenIsNotAcceptedAtOnceWhenThatIsWanted() {
        github.gate().acceptAfter(Duration.ofSeconds(3));
        Visitor visitor = Visitor.with(github, token(Map.of()));
        assertThat(visitor.get("repos/acme/tools").statusCode()).isEqualTo(401);
        github.advance(Duration.ofSeconds(3));
        assertThat(visitor.get("repos/acme/tools").statusCode()).isEqualTo(200);
    }

    @Test
    void aClassicTokenWithoutTheScopeSeesWhatIsPublicAlone() {
        github.acceptToken("ghp_1").scopes("public_repo");
        var refused = Visitor.with(github, "ghp_1").get("repos/acme/tools");
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.headers().firstValue("X-OAuth-Scopes")).contains("public_repo");
    }

    @Test
    void strangersAreSentToThePublicMembers() {
        github.acceptToken("ghp_1").estrange(github.organisation("acme"));
        var sent = Visitor.with(github, "ghp_1").get("orgs/acme/members");
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(Visitor.with(github, "ghp_1")
                        .get(sent.headers().firstValue("Location").orElseThrow())
                        .body())
                .isEqualTo("[]");
    }

    @Test
    void theKeyIsOneOfTheOlderForm() {
        assertThat(app.pem()).startsWith("-----BEGIN RSA PRIVATE KEY-----\nMIIE");
    }
}
