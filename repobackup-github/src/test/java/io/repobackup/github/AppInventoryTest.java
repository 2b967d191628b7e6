package io.repobackup.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.source.Inventory;
import io.repobackup.api.source.PartWork;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.github.app.Keys;
import io.repobackup.github.script.Node;
import io.repobackup.github.script.ScriptedGitHub;
import io.repobackup.github.script.ScriptedOrganization;
import io.repobackup.testkit.source.FakeSourceContext;
import java.io.IOException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppInventoryTest {

    private static final KeyPair PAIR = Keys.generate(2048);
    private static final String LISTED = "GET /api/v3/installation/repositories?per_page=100";

    private ScriptedGitHub host;
    private ScriptedOrganization acme;

    @BeforeEach
    void open() throws IOException {
        host = new ScriptedGitHub();
        acme = new ScriptedOrganization(host, "acme");
        for (long id : new long[] {5, 6}) {
            host.on(
                    "POST /api/v3/app/installations/" + id + "/access_tokens",
                    request -> host.answer(
                            201,
                            "{\"token\":\"ghs_" + id + "\",\"expires_at\":\""
                                    + host.clock.instant().plusSeconds(3600) + "\"}"));
        }
    }

    @AfterEach
    void close() {
        host.close();
    }

    private GitHubApp app(long... installations) {
        GitHubApp.Builder app = GitHubApp.builder()
                .id(7)
                .privateKey(Keys.secret(Keys.pkcs1(PAIR.getPrivate())))
                .clock(host.clock);
        Arrays.stream(installations).forEach(app::onlyInstallation);
        return app.build();
    }

    private GitHubSource built(GitHubSourceBuilder source, GitHubApp app) {
        return source.host(host.web()).http(host.client()).app(app).build();
    }

    private static String installation(long id, String account, String type, String suspended) {
        return "{\"id\":" + id + ",\"account\":{\"id\":" + (100 + id) + ",\"login\":\"" + account
                + "\",\"html_url\":\"https://github.com/" + account + "\"},\"target_type\":\"" + type
                + "\",\"suspended_at\":" + suspended + "}";
    }

    private void installed(String... installations) {
        host.on("GET /api/v3/app/installations?per_page=100", 200, "[" + String.join(",", installations) + "]");
    }

    private void listed(int total, Map<String, List<Node>> byToken) {
        host.on(LISTED, request -> {
            String token = request.getHeaders().get("Authorization").replace("Bearer ", "");
            List<Node> nodes = byToken.getOrDefault(token, List.of());
            return host.answer(
                    200,
                    "{\"total_count\":" + (total < 0 ? nodes.size() : total) + ",\"repositories\":["
                            + nodes.stream().map(Node::rest).collect(Collectors.joining(",")) + "]}");
        });
    }

    @Test
    void theRepositoriesOfAllInstallationsAreListedEachWithItsOwnTokens() {
        Node tools = Node.of(1, "acme/tools");
        Node diary = Node.of(2, "ada/diary");
        acme.add(tools).add(diary);
        installed(installation(5, "acme", "Organization", "null"), installation(6, "ada", "User", "null"));
        listed(-1, Map.of("ghs_5", List.of(tools), "ghs_6", List.of(diary)));

        GitHubSource source = built(GitHubSource.installation(), app());
        Inventory inventory = source.inventory(FakeSourceContext.first());

        assertThat(source.id()).isEqualTo(host.name() + "/apps/7/installations");
        assertThat(inventory.subjects())
                .extracting(offer ->
                        offer.subject().name() + " " + offer.subject().id().id())
                .containsExactly("acme 105", "acme/tools 1", "ada/diary 2");
        assertThat(gitIdentity(inventory, 1)).isEqualTo("app-7-installation-5");
        assertThat(gitIdentity(inventory, 2)).isEqualTo("app-7-installation-6");
        assertThat(host.requests())
                .containsExactly(
                        "GET /api/v3/app/installations?per_page=100",
                        "POST /api/v3/app/installations/5/access_tokens",
                        "GET /api/v3/rate_limit",
                        LISTED,
                        "POST /api/graphql",
                        "POST /api/v3/app/installations/6/access_tokens",
                        "GET /api/v3/rate_limit",
                        LISTED,
                        "POST /api/graphql");
        host.requests().clear();
        source.inventory(FakeSourceContext.after(inventory.state().orElseThrow()));
        assertThat(host.requests()).as("tokens are kept").hasSize(5);
    }

    private static String gitIdentity(Inventory inventory, long id) {
        PartWork.Git git = (PartWork.Git)
                Captures.part(Captures.offer(inventory, id), "git").work();
        return git.endpoint().credentials().identity();
    }

    @Test
    void anInstallationThatIsNoLongerThereIsNoDeletion() {
        Node tools = Node.of(1, "acme/tools");
        Node diary = Node.of(2, "ada/diary");
        acme.add(tools).add(diary);
        listed(-1, Map.of("ghs_5", List.of(tools), "ghs_6", List.of(diary)));
        installed(installation(5, "acme", "Organization", "null"), installation(6, "ada", "User", "null"));
        FakeSourceContext after = FakeSourceContext.after(built(GitHubSource.installation(), app())
                .inventory(FakeSourceContext.first())
                .state()
                .orElseThrow());
        installed(installation(5, "acme", "Organization", "null"));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> built(GitHubSource.installation(), app()).inventory(after))
                .withMessageContaining("'ada' any more")
                .withMessageContaining("still installed");
        assertThat(built(GitHubSource.installation().acceptingFewer(), app())
                        .inventory(after)
                        .subjects())
                .hasSize(2);
        installed(installation(5, "acme-renamed", "Organization", "null"), installation(6, "ada", "User", "null"));
        assertThat(built(GitHubSource.installation(), app()).inventory(after).subjects())
                .hasSize(3);
    }

    @Test
    void subjectsOfAllInstallationsAreFound() {
        Node diary = Node.of(2, "ada/diary");
        acme.add(diary);
        installed(installation(5, "acme", "Organization", "null"), installation(6, "ada", "User", "null"));
        GitHubSource source = built(GitHubSource.installation(), app());
        assertThat(source.find(new RepositoryId(host.name(), "2"), FakeSourceContext.first())
                        .map(offer -> offer.subject().name()))
                .contains("ada/diary");
        assertThat(source.find(new OwnerId(host.name(), "105"), FakeSourceContext.first()))
                .isPresent();
        assertThat(source.find(new OwnerId(host.name(), "106"), FakeSourceContext.first()))
                .isEmpty();
    }

    @Test
    void aSuspendedInstallationFailsTheInventory() {
        installed(installation(5, "acme", "Organization", "\"2026-01-01T00:00:00Z\""));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> built(GitHubSource.installation(), app()).inventory(FakeSourceContext.first()))
                .withMessageContaining("'acme' is suspended");
    }

    @Test
    void oneThatIsSuspendedDoesNotMatterWhenOthersAreNamed() {
        installed(
                installation(5, "acme", "Organization", "\"2026-01-01T00:00:00Z\""),
                installation(6, "ada", "User", "null"));
        listed(-1, Map.of());
        GitHubSource source = built(GitHubSource.installation(), app(6));
        assertThat(source.inventory(FakeSourceContext.first()).subjects()).isEmpty();
        assertThat(source.id()).isEqualTo(host.name() + "/apps/7/installations/6");
    }

    @Test
    void anInstallationThatWasNamedAndIsMissingFailsTheInventory() {
        installed(installation(5, "acme", "Organization", "null"));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> built(GitHubSource.installation(), app(6)).inventory(FakeSourceContext.first()))
                .withMessageContaining("no installation [6]");
    }

    @Test
    void anAppThatIsInstalledNowhereFailsTheInventory() {
        installed();
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> built(GitHubSource.installation(), app()).inventory(FakeSourceContext.first()))
                .withMessageContaining("installed nowhere");
    }

    @Test
    void aListThatIsShorterThanItsTotalFailsTheInventory() {
        installed(installation(5, "acme", "Organization", "null"));
        listed(3, Map.of("ghs_5", List.of(Node.of(1, "acme/tools"))));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> built(GitHubSource.installation(), app()).inventory(FakeSourceContext.first()))
                .withMessageContaining("held 1 where GitHub counted 3");
    }

    @Test
    void whatTheListHoldsAndNobodyShowsIsWithheld() {
        Node tools = Node.of(1, "acme/tools");
        Node blocked = Node.of(2, "acme/blocked");
        acme.add(tools).add(blocked);
        acme.hide(blocked);
        acme.error("FORBIDDEN", "Resource not accessible by integration", "nodes", 1);
        host.on("GET /api/v3/repositories/2", 403, "{\"message\":\"Resource not accessible by integration\"}");
        installed(installation(5, "acme", "Organization", "null"));
        listed(-1, Map.of("ghs_5", List.of(tools, blocked)));
        Inventory inventory = built(GitHubSource.installation(), app()).inventory(FakeSourceContext.first());
        assertThat(Captures.failureOf(inventory, 2, "git")).isInstanceOf(AccessDeniedException.class);
        assertThat(Captures.part(Captures.offer(inventory, 1), "git").work()).isInstanceOf(PartWork.Git.class);
    }

    @Test
    void anOrganisationIsReadByTheInstallationThere() {
        acme.addMany(3);
        host.on("GET /api/v3/orgs/acme/installation", 200, installation(5, "acme", "Organization", "null"));
        GitHubSource source = built(GitHubSource.organization("acme"), app());
        assertThat(source.inventory(FakeSourceContext.first()).subjects()).hasSize(4);
        assertThat(source.id()).isEqualTo(host.name() + "/orgs/acme");
        assertThat(host.requests()).hasSize(4);
    }

    @Test
    void aUserIsReadByTheInstallationThere() {
        acme.addMany(3);
        host.on("GET /api/v3/users/acme/installation", 200, installation(5, "acme", "User", "null"));
        assertThat(built(GitHubSource.user("acme"), app())
                        .inventory(FakeSourceContext.first())
                        .subjects())
                .extracting(SubjectOffer::subject)
                .hasSize(3);
    }

    @Test
    void whoAsksHasToBeClear() {
        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() ->
                        GitHubSource.organization("acme").http(host.client()).build());
        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> built(GitHubSource.organization("acme").credentials(host.token()), app()));
        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> GitHubSource.installation()
                        .http(host.client())
                        .credentials(host.token())
                        .build())
                .withMessageContaining("app(…)");
        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> GitHubApp.builder().id(7).build());
        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> GitHubCredentials.token(Keys.secret(" \n")));
        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> GitHubSource.organization("acme/../x"));
    }
}
