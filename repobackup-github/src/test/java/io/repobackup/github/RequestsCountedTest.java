package io.repobackup.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.git.LfsRules;
import io.repobackup.api.outcome.Severity;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.github.app.Keys;
import io.repobackup.github.standin.GitHubStandIn;
import io.repobackup.github.standin.RequestRecord;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.http.HttpClient;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.time.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/hosts/github.md says of requests. */
class RequestsCountedTest {

    @TempDir
    Path directory;

    private GitHubStandIn github;
    private HttpClient http;
    private Vault vault;

    private void open(int repositories) {
        github = GitHubStandIn.start(directory, FakeClock.create());
        github.acceptToken("ghp_1");
        github.organisation("acme").join("octocat");
        for (int i = 1; i <= repositories; i++) {
            github.create("acme/tool-" + i).git().commit("main", "first");
        }
        github.repository("acme/tool-1").open("It breaks").label("bug");
        http = HttpClient.builder()
                .clock(github.clock())
                .sleeper(github.clock()::advance)
                .build();
        vault = Vault.openOrCreate(
                InMemoryBlobSink.on(github.clock()), VaultOptions.defaults().withClock(github.clock()));
        github.advance(Duration.ofMinutes(5));
    }

    @AfterEach
    void close() {
        http.close();
        github.close();
    }

    /** How many requests of each kind a run takes. */
    private Map<String, Long> counted() {
        github.forgetRequests();
        Severity severity = BackupEngine.builder()
                .source(GitHubSource.organization("acme")
                        .host(github.host())
                        .http(http)
                        .credentials(GitHubCredentials.token(Keys.secret("ghp_1")))
                        .lfs(LfsRules.OFF)
                        .build())
                .vault(vault)
                .http(http)
                .build()
                .run()
                .severity();
        assertThat(severity).isEqualTo(Severity.OK);
        assertThat(github.violations()).isEmpty();
        github.advance(Duration.ofMinutes(5));
        return github.requests().stream()
                .collect(Collectors.groupingBy(RequestsCountedTest::kind, TreeMap::new, Collectors.counting()));
    }

    private static String kind(RequestRecord request) {
        if (request.target().contains(".git/")) {
            return "git";
        }
        return request.target().endsWith("/graphql") ? "queries" : "rest";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void ofEachRunAreAsFewAsTheyCanBe(int repositories) {
        open(repositories);
        long many = repositories;
        // The owner's parts take 4, the settings of each repository 1, labels and issues of one 4.
        assertThat(counted())
                .as("the first backup")
                .isEqualTo(Map.of("queries", 2L, "rest", 4 + many + 4, "git", 3 * many));
        assertThat(counted()).as("nothing changed").isEqualTo(Map.of("queries", 1L));
        Repository tool = github.repository("acme/tool-1");
        tool.issue(1).comment("octocat", "Here as well");
        assertThat(counted()).as("one comment").isEqualTo(Map.of("queries", 2L, "rest", 3L));
        tool.git().commit("main", "second");
        assertThat(counted()).as("one push").isEqualTo(Map.of("queries", 1L, "git", 3L));
    }
}
