package io.repobackup.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.repobackup.api.git.LfsRules;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.outcome.Severity;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.github.app.Keys;
import io.repobackup.github.standin.GitHubStandIn;
import io.repobackup.github.standin.access.App;
import io.repobackup.github.standin.access.Installation;
import io.repobackup.github.standin.fault.Failure;
import io.repobackup.github.standin.world.Account;
import io.repobackup.github.standin.world.Issue;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.http.HttpClient;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter in its place: through the engine into a vault and out again, with real git on the host's side. */
class GitHubThroughTheEngineTest {

    @TempDir
    Path directory;

    private GitHubStandIn github;
    private Account acme;
    private Repository tools;
    private Issue issue;
    private HttpClient http;
    private Vault vault;

    @BeforeEach
    void populate() {
        github = GitHubStandIn.start(directory.resolve("host"), FakeClock.create());
        github.acceptToken("ghp_1");
        acme = github.organisation("acme");
        acme.join("octocat");
        tools = github.create("acme/tools");
        acme.team("core").join("octocat").mayRead(tools);
        tools.git().commit("main", "first");
        tools.wiki().commit("main", "welcome");
        issue = tools.open("It breaks");
        issue.label("bug");
        issue.comment("octocat", "Here as well");
        tools.release("v1.0").attach("tools.zip", "zip".getBytes(StandardCharsets.UTF_8));
        github.create("acme/empty");
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

    private GitHubSourceBuilder settings() {
        return GitHubSource.organization("acme").host(github.host()).http(http).lfs(LfsRules.OFF);
    }

    private BackupReport backup() {
        return backup(settings()
                .credentials(GitHubCredentials.token("tester", Keys.secret("ghp_1")))
                .build());
    }

    private BackupReport backup(GitHubSource source) {
        github.forgetRequests();
        BackupReport report = BackupEngine.builder()
                .source(source)
                .vault(vault)
                .http(http)
                .build()
                .run();
        github.advance(Duration.ofMinutes(5));
        return report;
    }

    /** What is absent is told again when its subject has its turn of being looked at, without a request. */
    private static Map<String, String> changes(BackupReport report) {
        Map<String, String> changes = outcomes(report);
        changes.values().removeIf("absent"::equals);
        return changes;
    }

    private static Map<String, String> outcomes(BackupReport report) {
        Map<String, String> outcomes = new TreeMap<>();
        report.notUnchanged()
                .forEach(entry -> outcomes.put(
                        entry.subject().name() + " " + entry.part(),
                        entry.outcome().word()));
        return outcomes;
    }

    private static Outcome outcome(BackupReport report, String subject, String part) {
        return report.entries().stream()
                .filter(entry -> entry.subject().name().equals(subject)
                        && entry.part().name().equals(part))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    private String sweep() {
        return "POST " + github.host().graphQl().getPath();
    }

    private List<String> asked() {
        return github.requests().stream()
                .map(request -> request.method() + " " + request.target().replaceFirst("[?].*", ""))
                .toList();
    }

    @Test
    void everythingOfAnOrganisationComesBack() throws IOException {
        BackupReport report = backup();
        assertThat(report.severity()).isEqualTo(Severity.OK);
        assertThat(report.alarms()).isEmpty();
        assertThat(outcomes(report))
                .containsEntry("acme organization", "stored")
                .containsEntry("acme members", "stored")
                .containsEntry("acme teams", "stored")
                .containsEntry("acme/tools git", "stored")
                .containsEntry("acme/tools wiki", "stored")
                .containsEntry("acme/tools repository", "stored")
                .containsEntry("acme/tools labels", "stored")
                .containsEntry("acme/tools issues", "stored")
                .containsEntry("acme/tools releases", "stored")
                .containsEntry("acme/tools milestones", "absent")
                .containsEntry("acme/tools pulls", "absent")
                .containsEntry("acme/tools commit-comments", "absent")
                .containsEntry("acme/empty git", "stored")
                .containsEntry("acme/empty wiki", "absent")
                .containsEntry("acme/empty issues", "absent");
        assertThat(github.violations()).isEmpty();
        Path restored = directory.resolve("restored");
        RestoreEngine.builder()
                .vault(vault)
                .target(DirectoryTarget.into(restored))
                .asOf(github.clock().instant())
                .build()
                .run()
                .throwIfFailed();
        assertThat(restored.resolve("acme/tools.git/packed-refs")).content().contains(head());
        assertThat(restored.resolve("acme/tools.wiki.git/packed-refs")).exists();
        assertThat(restored.resolve("acme/tools/issues/issues.jsonl")).content().contains("It breaks");
        assertThat(restored.resolve("acme/tools/issues/comments.jsonl"))
                .content()
                .contains("Here as well");
        try (var files = Files.walk(restored.resolve("acme/tools/releases"))) {
            assertThat(files.filter(Files::isRegularFile).map(GitHubThroughTheEngineTest::text))
                    .contains("zip");
        }
    }

    private String head() {
        return tools.git().run("", "rev-parse", "refs/heads/main");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Nested
    class AfterABackup {

        @BeforeEach
        void first() {
            backup();
        }

        @Test
        void nothingIsAskedForButTheInventory() {
            assertThat(changes(backup())).isEmpty();
            assertThat(asked()).containsExactly(sweep());
        }

        @Test
        void oneCommentAsksForTheIssuesOfItsRepository() {
            issue.comment("octocat", "Again");
            assertThat(changes(backup())).isEqualTo(Map.of("acme/tools issues", "stored"));
            assertThat(asked()).hasSize(5).allMatch(request -> request.equals(sweep()) || request.contains("/issues"));
        }

        @Test
        void onePushAsksForGitAndTheWiki() {
            tools.git().commit("main", "second");
            assertThat(changes(backup())).isEqualTo(Map.of("acme/tools git", "stored"));
            assertThat(asked())
                    .containsExactly(
                            sweep(),
                            "POST /acme/tools.git/git-upload-pack",
                            "POST /acme/tools.git/git-upload-pack",
                            "POST /acme/tools.wiki.git/git-upload-pack");
        }

        @Test
        void aPullRequestFromAForkBringsItsRef() {
            tools.git().set("refs/pull/2/head", head());
            tools.propose("Repair it", "repair");
            assertThat(changes(backup()))
                    .containsEntry("acme/tools git", "stored")
                    .containsEntry("acme/tools pulls", "stored")
                    .containsEntry("acme/tools issues", "stored");
        }

        @Test
        void aRenamedRepositoryIsCapturedUnderItsNewName() {
            tools.rename("instruments");
            assertThat(changes(backup())).isEqualTo(Map.of("acme/instruments repository", "stored"));
            tools.git().commit("main", "second");
            assertThat(changes(backup())).containsEntry("acme/instruments git", "stored");
        }

        @Test
        void aDeletedRepositoryIsToldAndKept() {
            tools.delete();
            BackupReport report = backup();
            assertThat(report.alarms()).singleElement().asString().contains("acme/tools", "no longer listed");
        }

        @Test
        void aRepositoryThatIsTakenDownIsBlockedInEachRun() {
            tools.block("dmca");
            for (int run = 1; run <= 2; run++) {
                BackupReport report = backup();
                assertThat(outcome(report, "acme/tools", "git")).isInstanceOf(Outcome.Blocked.class);
                assertThat(outcome(report, "acme/tools", "issues")).isInstanceOf(Outcome.Blocked.class);
                assertThat(report.alarms()).isEmpty();
                assertThat(asked()).noneMatch(request -> request.contains(".git"));
            }
            tools.unblock();
            assertThat(backup().severity()).isEqualTo(Severity.OK);
        }

        @Test
        void aRepositoryThatWasTransferredIsToldAndKept() {
            tools.transfer(github.organisation("beta"));
            assertThat(backup().alarms()).singleElement().asString().contains("acme/tools", "no longer listed");
            tools.transfer(acme);
            BackupReport back = backup();
            assertThat(back.alarms()).singleElement().asString().contains("listed by its source again");
            assertThat(back.entries()).noneMatch(entry -> entry.outcome().severity() != Severity.OK);
        }

        @Test
        void aTokenThatIsRevokedInTheMiddleIsNamedAndTheNextRunTakesWhatIsMissing() {
            issue.comment("octocat", "Again");
            issue.label("later");
            github.fail(
                    ask -> ask.path().contains("/labels"),
                    new Failure.Meanwhile(() -> github.gate().revoke("ghp_1")));
            Outcome denied = outcome(backup(), "acme/tools", "issues");
            assertThat(denied)
                    .isInstanceOfSatisfying(
                            Outcome.Forbidden.class,
                            forbidden -> assertThat(forbidden.permission()).contains("'tester'"));
            github.acceptToken("ghp_1");
            assertThat(changes(backup())).containsEntry("acme/tools issues", "stored");
        }

        @Test
        void aTokenWithoutAPermissionSaysSoInThePartAlone() {
            github.gate().token("ghp_1", "octocat").refuse("issues");
            issue.comment("octocat", "Again");
            github.advance(Duration.ofDays(1));
            BackupReport report = backup();
            assertThat(outcome(report, "acme/tools", "issues"))
                    .isInstanceOfSatisfying(
                            Outcome.Forbidden.class,
                            denied -> assertThat(denied.permission()).contains("issues=read"));
            assertThat(report.entries())
                    .filteredOn(entry -> entry.outcome() instanceof Outcome.Failed)
                    .isEmpty();
        }
    }

    @Test
    void tokensOfAnAppThatEndWhileItRunsAreRenewed() {
        App app = github.app("acme");
        Installation installation = app.install(acme);
        github.gate().issueFor(Duration.ofMinutes(6));
        GitHubSource source = settings()
                .app(GitHubApp.builder()
                        .clientId(app.clientId())
                        .privateKey(Keys.secret(app.pemInPkcs8()))
                        .clock(github.clock())
                        .build())
                .build();
        assertThat(backup(source).severity()).isEqualTo(Severity.OK);
        github.gate().revokeAll();
        issue.comment("octocat", "Again");
        tools.git().commit("main", "second");
        assertThat(outcomes(backup(source)))
                .containsEntry("acme/tools git", "stored")
                .containsEntry("acme/tools issues", "stored");
        assertThat(asked())
                .filteredOn(request -> request.endsWith("installations/" + installation.id() + "/access_tokens"))
                .hasSizeBetween(1, 2);
        installation.suspend();
        github.gate().revokeAll();
        assertThat(catchThrowable(() -> backup(source))).hasMessageContaining("suspended");
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void anEnterpriseServerWithoutLimitsIsBackedUpAlike() {
        try (GitHubStandIn server = GitHubStandIn.startEnterprise(directory.resolve("server"), FakeClock.create())) {
            server.acceptToken("ghp_2");
            server.create("acme/tools").git().commit("main", "first");
            GitHubSource source = GitHubSource.organization("acme")
                    .host(server.host().web())
                    .http(http)
                    .credentials(GitHubCredentials.token(Keys.secret("ghp_2")))
                    .lfs(LfsRules.OFF)
                    .build();
            BackupReport report = backup(source);
            assertThat(report.severity()).isEqualTo(Severity.OK);
            assertThat(outcomes(report)).containsEntry("acme/tools git", "stored");
        }
    }

    @Test
    void theMomentsOfAHistoryComeBackEach() throws IOException {
        backup();
        Instant then = github.clock().instant();
        github.advance(Duration.ofDays(1));
        issue.rename("It breaks often");
        backup();
        for (Map.Entry<Instant, String> moment : Map.of(
                        then, "\"It breaks\"", github.clock().instant(), "\"It breaks often\"")
                .entrySet()) {
            Path restored = directory.resolve("at-" + moment.getKey().getEpochSecond());
            RestoreEngine.builder()
                    .vault(vault)
                    .target(DirectoryTarget.into(restored))
                    .asOf(moment.getKey())
                    .build()
                    .run()
                    .throwIfFailed();
            assertThat(restored.resolve("acme/tools/issues/issues.jsonl"))
                    .content()
                    .contains(moment.getValue());
        }
    }
}
