package io.repobackup.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.git.LfsRules;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.github.offer.GitHubParts;
import io.repobackup.github.script.Node;
import io.repobackup.github.script.ScriptedGitHub;
import io.repobackup.github.script.ScriptedOrganization;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of git when GitHub refuses it, through the engine. */
class GitRefusalsTest {

    private static final String GIT = "POST /acme/tools.git/git-upload-pack";
    private static final String ADVERTISED = "GET /acme/tools.git/info/refs?service=git-upload-pack";
    private static final String WIKI = "POST /acme/tools.wiki.git/git-upload-pack";

    private ScriptedGitHub host;
    private ScriptedOrganization acme;
    private Vault vault;

    @BeforeEach
    void open() throws IOException {
        host = new ScriptedGitHub();
        acme = new ScriptedOrganization(host, "acme").add(Node.of(7, "acme/tools"));
        vault = Vault.openOrCreate(
                InMemoryBlobSink.on(host.clock), VaultOptions.defaults().withClock(host.clock));
        host.on(GIT, request -> noRefs());
        host.on(ADVERTISED, request -> advertised());
    }

    @AfterEach
    void close() {
        host.close();
    }

    /** What ls-refs is answered by a repository without any ref. */
    private MockResponse noRefs() {
        return host.answer(200, "0000", "Content-Type", "application/x-git-upload-pack-result");
    }

    private MockResponse advertised() {
        StringBuilder lines = new StringBuilder(line("# service=git-upload-pack")).append("0000");
        for (String line : new String[] {"version 2", "ls-refs=unborn", "fetch=shallow", "object-format=sha1"}) {
            lines.append(line(line));
        }
        return host.answer(
                200, lines.append("0000").toString(), "Content-Type", "application/x-git-upload-pack-advertisement");
    }

    private static String line(String text) {
        return String.format("%04x%s\n", text.length() + 5, text);
    }

    private Map<String, Outcome> backup() {
        GitHubSource source = GitHubSource.organization("acme")
                .host(host.web())
                .http(host.client())
                .credentials(host.token())
                .lfs(LfsRules.OFF)
                .parts(api -> new GitHubParts(Map.of(), (subject, content) -> InputStream.nullInputStream()))
                .build();
        Map<String, Outcome> outcomes = new TreeMap<>();
        BackupEngine.builder()
                .source(source)
                .vault(vault)
                .http(host.client())
                .build()
                .run()
                .entries()
                .forEach(entry ->
                        outcomes.put(entry.subject().name() + " " + entry.part().name(), entry.outcome()));
        return outcomes;
    }

    private Outcome git(int status, String text, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "text/plain";
        host.on(GIT, request -> host.answer(status, text, all));
        host.on(ADVERTISED, request -> host.answer(status, text, all));
        return backup().get("acme/tools git");
    }

    @Test
    void theTokenIsShownWithTheFirstRequest() {
        String basic = Base64.getEncoder().encodeToString("x-access-token:ghp_1".getBytes(StandardCharsets.UTF_8));
        host.on(
                GIT,
                request -> ("Basic " + basic).equals(request.getHeaders().get("Authorization"))
                        ? noRefs()
                        : host.answer(401, "Repository not found."));
        assertThat(backup().get("acme/tools git")).isInstanceOf(Outcome.Stored.class);
    }

    @Test
    void aTokenThatGitRejectsIsToBeRenewed() {
        assertThat(git(401, "Invalid username or token. Password authentication is not supported for Git operations."))
                .isInstanceOfSatisfying(
                        Outcome.Forbidden.class,
                        denied -> assertThat(denied.permission())
                                .contains("Invalid username or token", "credentials of 'tester': renew them"));
    }

    @Test
    void aRepositoryThatGitDoesNotFindHasFailed() {
        assertThat(git(404, "Repository not found."))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause()).hasMessageContaining("'tester' may see it"));
    }

    @Test
    void aRefusalShowsItsReason() {
        for (String reason : new String[] {
            "The 'acme' organization has enabled or enforced SAML SSO.",
            "Repository disabled by owner. Access denied.",
            "The organization has an IP allow list enabled, and your IP address is not permitted."
        }) {
            assertThat(git(403, reason))
                    .isInstanceOfSatisfying(
                            Outcome.Forbidden.class,
                            denied -> assertThat(denied.permission()).contains(reason.substring(0, 30)));
        }
    }

    @Test
    void aTakedownIsBlocked() {
        assertThat(git(451, "Repository unavailable due to DMCA takedown."))
                .isInstanceOfSatisfying(
                        Outcome.Blocked.class,
                        blocked -> assertThat(blocked.notice()).contains("DMCA takedown"));
    }

    @Test
    void aThrottledHostIsComeBackToLater() {
        assertThat(git(429, "This request was rate-limited due to too many requests.", "Retry-After", "7200"))
                .isInstanceOf(Outcome.Deferred.class);
    }

    @Test
    void aRepositoryThatWasRenamedMeanwhileIsFollowed() {
        host.on("POST /acme/instruments.git/git-upload-pack", request -> noRefs());
        host.on("GET /acme/instruments.git/info/refs?service=git-upload-pack", request -> advertised());
        String to = host.web() + "/acme/instruments.git";
        host.on(GIT, 301, "", "Location", to + "/git-upload-pack");
        host.on(ADVERTISED, 301, "", "Location", to + "/info/refs?service=git-upload-pack");
        assertThat(backup().get("acme/tools git")).isInstanceOf(Outcome.Stored.class);
    }

    @Test
    void aHostThatIsDownForAMomentIsAskedAgain() {
        int[] asked = {0};
        host.on(GIT, request -> asked[0]++ == 0 ? host.answer(503, "<html>") : noRefs());
        assertThat(backup().get("acme/tools git")).isInstanceOf(Outcome.Stored.class);
    }

    @Test
    void aWikiWithoutPagesIsAbsent() {
        host.on(WIKI, 404, "Repository not found.");
        assertThat(backup().get("acme/tools wiki")).isInstanceOf(Outcome.Absent.class);
    }

    @Test
    void aBlockedRepositoryIsBlockedInEachRunWithoutAFurtherRequest() {
        acme.node(7).with("isDisabled", true).with("lockReason", "BILLING");
        assertThat(backup().get("acme/tools git")).isInstanceOf(Outcome.Blocked.class);
        host.requests().clear();
        assertThat(backup().get("acme/tools git")).isInstanceOf(Outcome.Blocked.class);
        assertThat(host.requests()).containsExactly("POST /api/graphql");
    }

    @Test
    void aRepositoryThatIsSwitchedOffAfterABackupIsBlockedAndComesBack() {
        assertThat(backup().get("acme/tools git")).isInstanceOf(Outcome.Stored.class);
        acme.node(7).with("isDisabled", true);
        assertThat(backup().get("acme/tools git")).isInstanceOf(Outcome.Blocked.class);
        acme.node(7).with("isDisabled", false).with("pushedAt", "2026-02-01T00:00:00Z");
        host.requests().clear();
        assertThat(backup()).as("unchanged is not told").doesNotContainKey("acme/tools git");
        assertThat(host.requests()).contains(GIT);
    }

    @Test
    void whatHasTheSameMarksIsNotAskedForAgain() {
        host.on(WIKI, 404, "Repository not found.");
        backup();
        host.requests().clear();
        backup();
        assertThat(host.requests()).containsExactly("POST /api/graphql");
    }
}
