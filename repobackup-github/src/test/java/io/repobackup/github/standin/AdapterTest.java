package io.repobackup.github.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.git.LfsRules;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.subject.Owner;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.Subject;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.github.GitHubApp;
import io.repobackup.github.GitHubCredentials;
import io.repobackup.github.GitHubSource;
import io.repobackup.github.GitHubSourceBuilder;
import io.repobackup.github.comment.GitHubCommitComments;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.github.issue.GitHubIssues;
import io.repobackup.github.owner.GitHubMembers;
import io.repobackup.github.owner.GitHubOrganization;
import io.repobackup.github.owner.GitHubTeams;
import io.repobackup.github.pull.GitHubPulls;
import io.repobackup.github.release.GitHubReleases;
import io.repobackup.github.repository.GitHubLabels;
import io.repobackup.github.repository.GitHubMilestones;
import io.repobackup.github.repository.GitHubSettings;
import io.repobackup.github.standin.access.App;
import io.repobackup.github.standin.check.Held;
import io.repobackup.http.HttpClient;
import io.repobackup.http.limit.LimitRule;
import io.repobackup.testkit.capture.InMemoryPartContext;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.time.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter through the engine: what it asks is what the host has, and nobody is banned. */
class AdapterTest {

    @TempDir
    Path directory;

    private final FakeClock clock = FakeClock.create();
    private GitHubStandIn github;
    private HttpClient http;
    private Vault vault;
    private Held held;
    private Acme acme;

    @BeforeEach
    void begin() {
        github = GitHubStandIn.start(directory, clock);
        held = Held.by(github);
        acme = Acme.in(github);
        acme.tools.git().commit("main", "first");
        acme.tools.lfs("main", new byte[] {5, 6, 7});
        acme.tools.wiki().commit("master", "Home");
        acme.issue.comment("See " + github.host().web()
                + acme.tools.attach("a.png", new byte[] {1, 2}).path());
        http = HttpClient.builder()
                .clock(clock)
                .sleeper(clock::advance)
                .limits(LimitRule.standard().withLongestWait(Duration.ofDays(1)))
                .build();
        vault = Vault.openOrCreate(
                InMemoryBlobSink.on(clock), VaultOptions.defaults().withClock(clock));
    }

    @AfterEach
    void end() {
        http.close();
        github.close();
    }

    private GitHubSourceBuilder source() {
        github.acceptToken("ghp_1");
        return GitHubSource.organization("acme").credentials(GitHubCredentials.token(Secret.of("ghp_1".toCharArray())));
    }

    private Map<String, String> backUp(GitHubSourceBuilder source) {
        BackupReport report = BackupEngine.builder()
                .source(source.lfs(LfsRules.ANY_HOST)
                        .host(github.host().web())
                        .http(http)
                        .build())
                .vault(vault)
                .http(http)
                .clock(clock)
                .build()
                .run();
        clock.advance(Duration.ofMinutes(1));
        Map<String, String> outcomes = new TreeMap<>();
        report.notUnchanged()
                .forEach(entry -> outcomes.put(entry.subject().name() + " " + entry.part(), said(entry.outcome())));
        return outcomes;
    }

    private static String said(Outcome outcome) {
        return outcome instanceof Outcome.Stored || outcome instanceof Outcome.Absent
                ? outcome.word()
                : outcome.toString();
    }

    @Test
    void everythingThatIsAskedIsWhatTheHostHas() {
        Map<String, String> first = backUp(source());
        assertThat(first)
                .isNotEmpty()
                .allSatisfy((part, outcome) -> assertThat(outcome).isEqualTo("stored"));
        assertThat(first)
                .containsKeys("acme/tools git", "acme/tools wiki", "acme/tools lfs", "acme/tools pulls", "acme teams");
        acme.issue.comment("Still");
        acme.tools.git().commit("main", "second");
        assertThat(backUp(source())).containsEntry("acme/tools git", "stored");

        assertThat(github.graphQl().queries()).isNotEmpty();
        held.assertAllIsAsPublished();
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void repositoriesByNameAreAskedForAsTheHostWantsIt() {
        github.acceptToken("ghp_1");
        acme.tools.rename("utils");
        assertThat(backUp(GitHubSource.repositories("acme/tools")
                        .credentials(GitHubCredentials.token(Secret.of("ghp_1".toCharArray())))))
                .containsEntry("acme/utils git", "stored");
        held.assertAllIsAsPublished();
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void everyPartReadsWhatTheHostHas() {
        github.acceptToken("ghp_1");
        GitHubApi api = new GitHubApi(http, github.host(), GitHubCredentials.token(Secret.of("ghp_1".toCharArray())));
        Subject repository = RemoteRepository.builder(
                        new RepositoryId(github.host().name(), Long.toString(acme.tools.id())))
                .name("acme/tools")
                .url(github.host().web().resolve("acme/tools"))
                .build();
        Subject organisation = Owner.builder(new OwnerId(
                        github.host().name(),
                        Long.toString(github.organisation("acme").id())))
                .name("acme")
                .url(github.host().web().resolve("acme"))
                .build();

        for (Snapshotter part : List.of(
                new GitHubSettings(api),
                new GitHubLabels(api),
                new GitHubMilestones(api),
                new GitHubIssues(api),
                new GitHubPulls(api),
                new GitHubCommitComments(api),
                new GitHubReleases(api))) {
            assertThat(capture(part, repository)).as("%s", part).isInstanceOf(Captured.Changed.class);
        }
        for (Snapshotter part : List.of(new GitHubOrganization(api), new GitHubMembers(api), new GitHubTeams(api))) {
            assertThat(capture(part, organisation)).as("%s", part).isInstanceOf(Captured.Changed.class);
        }
        held.assertAllIsAsPublished();
        assertThat(github.violations()).isEmpty();
    }

    private Captured capture(Snapshotter part, Subject subject) {
        return InMemoryPartContext.create().capture(part, subject);
    }

    @Test
    void anAppWithItsKeyIsLetIn() {
        App app = github.app("acme");
        long installation = app.install(github.organisation("acme")).id();
        GitHubApp asApp = GitHubApp.builder()
                .id(app.id())
                .privateKey(Secret.of(app.pem().toCharArray()))
                .onlyInstallation(installation)
                .clock(clock)
                .build();

        assertThat(backUp(GitHubSource.installation().app(asApp)))
                .isNotEmpty()
                .allSatisfy((part, outcome) -> assertThat(outcome).isEqualTo("stored"));
        assertThat(github.requests()).anyMatch(request -> request.caller().equals("installation:" + installation));
        held.assertAllIsAsPublished();
        assertThat(github.violations()).isEmpty();
    }
}
