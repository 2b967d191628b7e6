package io.repobackup.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.github.standin.GitHubStandIn;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.http.json.JsonValue;
import io.repobackup.samples.GitProgram;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An organisation of an Enterprise Server, from the command line and back to disk. */
class GitHubBackupTest {

    private static final String TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";

    @TempDir
    Path directory;

    private GitHubStandIn github;
    private Repository tools;
    private Console console;

    @BeforeEach
    void startAHost() throws IOException {
        github = GitHubStandIn.startEnterprise(Files.createDirectory(directory.resolve("host")), FakeClock.create());
        github.acceptToken(TOKEN);
        tools = github.create("acme/tools");
        tools.git().commit("main", "the first");
        tools.open("It breaks").comment("Here as well");
        github.create("acme/empty");
        console = new Console(directory, Map.of("TOKEN", TOKEN));
    }

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    void anOrganisationComesBackWithGitAndIssues() throws IOException {
        assertThat(backup()).as(console.err()).isEqualTo(ExitStatus.OK);
        assertThat(console.run("restore", "--vault", console.at("vault"), "--to", console.at("restored")))
                .as(console.err())
                .isEqualTo(ExitStatus.OK);
        assertThat(GitProgram.in(directory.resolve("restored/acme/tools.git"))
                        .run("log", "--format=%s", "main")
                        .strip())
                .isEqualTo("the first");
        assertThat(restored("issues")).contains("It breaks");
        assertThat(restored("comments")).contains("Here as well");
        assertThat(console.out() + console.err()).doesNotContain(TOKEN);
    }

    @Test
    void aSecondRunAsksForTheInventoryAlone() {
        backup();
        github.forgetRequests();
        assertThat(backup()).isEqualTo(ExitStatus.OK);
        assertThat(console.out()).contains("0 B stored");
        assertThat(github.requests()).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void aCommentIsStoredByTheNextRun() throws IOException {
        backup();
        github.advance(Duration.ofMinutes(10));
        tools.issue(1).comment("Fixed by now");
        assertThat(backup()).isEqualTo(ExitStatus.OK);
        assertThat(console.out()).containsPattern("acme/tools +issues +stored");
        console.run("restore", "--vault", console.at("vault"), "--to", console.at("restored"));
        assertThat(restored("comments")).contains("Here as well", "Fixed by now");
    }

    @Test
    void aPlanSaysWhatItTakesAndWritesNothing() {
        assertThat(backup("--plan")).as(console.err()).isEqualTo(ExitStatus.OK);
        assertThat(console.out()).containsPattern("git +2 +0 +0").contains("requests to the API");
        assertThat(directory.resolve("vault/vault.json")).doesNotExist();
        backup();
        backup("--plan", "--json");
        JsonValue json = JsonValue.parse(console.out().getBytes(StandardCharsets.UTF_8));
        assertThat(json.at("status").text()).isEqualTo("ok");
        assertThat(json.at("apiRequests").number()).isLessThanOrEqualTo(10);
        assertThat(json.at("parts").elements()).isNotEmpty();
    }

    @Test
    void filtersLeaveRepositoriesOut() {
        assertThat(backup("--except", "empty")).isEqualTo(ExitStatus.OK);
        assertThat(console.out()).contains("acme/tools").doesNotContain("acme/empty");
    }

    @Test
    void whatCannotBeMeantIsWrongUsage() {
        assertThat(backup("https://git.example/acme/tools.git")).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err()).contains("--source");
        assertThat(run("--source", "gitlab:acme")).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err()).contains("github:acme");
        assertThat(run("--source", "github:acme", "--host", github.host().web().toString()))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(console.err()).contains("--token-env");
        assertThat(run("--source", "github:acme", "--app-id", "1")).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err()).contains("--app-key");
        assertThat(directory.resolve("vault")).doesNotExist();
    }

    @Test
    void anOrganisationThatIsNotThereFailsInWords() {
        assertThat(run(
                        "--source",
                        "github:nobody",
                        "--host",
                        github.host().web().toString(),
                        "--token-env",
                        "TOKEN"))
                .isEqualTo(ExitStatus.FAILED);
        assertThat(console.err()).contains("nobody").doesNotContain(TOKEN);
    }

    private int backup(String... more) {
        String[] all = new String[more.length + 6];
        System.arraycopy(more, 0, all, 6, more.length);
        System.arraycopy(
                new String[] {
                    "--source", "github:acme", "--host", github.host().web().toString(), "--token-env", "TOKEN"
                },
                0,
                all,
                0,
                6);
        return run(all);
    }

    private int run(String... more) {
        String[] all = new String[more.length + 3];
        all[0] = "backup";
        System.arraycopy(more, 0, all, 1, more.length);
        all[more.length + 1] = "--vault";
        all[more.length + 2] = console.at("vault");
        return console.run(all);
    }

    private String restored(String kind) throws IOException {
        try (var files = Files.walk(directory.resolve("restored"))) {
            Path file = files.filter(path -> path.getFileName().toString().startsWith(kind + "."))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(file);
        }
    }
}
