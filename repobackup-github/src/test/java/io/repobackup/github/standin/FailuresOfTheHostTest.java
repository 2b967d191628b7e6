package io.repobackup.github.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.github.standin.fault.Failure;
import io.repobackup.github.standin.fault.Faults;
import io.repobackup.testkit.time.FakeClock;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresOfTheHostTest {

    @TempDir
    Path directory;

    private GitHubStandIn github;
    private Visitor visitor;

    @BeforeEach
    void begin() {
        github = GitHubStandIn.start(directory, FakeClock.create());
        github.acceptToken("ghp_1");
        github.create("acme/tools").set("description", "some text");
        visitor = Visitor.with(github, "ghp_1");
    }

    @AfterEach
    void end() {
        github.close();
    }

    @Test
    void onlyTheKthThatIsMeantFails() {
        github.faults().fail(Faults.like("GET .*/repos/.*"), 2, 1, Failure.html(503));

        assertThat(visitor.get("users/octocat").statusCode()).isEqualTo(404);
        assertThat(visitor.get("repos/acme/tools").statusCode()).isEqualTo(200);
        var failed = visitor.get("repos/acme/tools");
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(visitor.get("repos/acme/tools").statusCode()).isEqualTo(200);
        assertThat(github.requests()).extracting(RequestRecord::status).containsExactly(404, 200, 503, 200);
    }

    @Test
    void bodiesBreak() {
        String whole = visitor.get("repos/acme/tools").body();
        github.fail(Faults.any(), Failure.truncatedJson());
        assertThat(visitor.get("repos/acme/tools").body()).hasSizeLessThan(whole.length());
        github.fail(Faults.any(), Failure.wrongEncoding());
        assertThat(visitor.get("repos/acme/tools").body()).contains("\ufffd");
    }

    @Test
    void connectionsBreak() {
        github.fail(Faults.any(), new Failure.Cut(100));
        assertThatThrownBy(() -> visitor.get("repos/acme/tools")).isInstanceOf(UncheckedIOException.class);
        // The client of the JDK sends once more what was not answered at all.
        github.faults().fail(Faults.any(), 1, 2, Failure.cut());
        assertThatThrownBy(() -> visitor.get("repos/acme/tools")).isInstanceOf(UncheckedIOException.class);
        assertThat(visitor.get("repos/acme/tools").statusCode()).isEqualTo(200);
    }

    @Test
    void somethingHappensInTheMiddle() {
        github.fail(
                Faults.any(),
                new Failure.Meanwhile(() -> github.repository("acme/tools").rename("utils")));
        assertThat(visitor.get("repos/acme/tools").statusCode()).isEqualTo(301);
    }

    @Test
    void singleSignOnIsAskedForInHeaders() {
        github.fail(Faults.any(), Failure.needsSingleSignOn("acme"));
        assertThat(visitor.get("repos/acme/tools").headers().firstValue("X-GitHub-SSO"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("required; url="));
        github.fail(Faults.any(), Failure.partialForSingleSignOn(7));
        var partial = visitor.get("orgs/acme/repos");
        assertThat(partial.statusCode()).isEqualTo(200);
        assertThat(partial.headers().firstValue("X-GitHub-SSO")).contains("partial-results; organizations=7");
    }
}
