package io.repobackup.github.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.github.standin.check.Held;
import io.repobackup.github.standin.fault.Failure;
import io.repobackup.github.standin.fault.Faults;
import io.repobackup.github.standin.limit.Refusal;
import io.repobackup.http.HttpClient;
import io.repobackup.http.PageSize;
import io.repobackup.http.graphql.GraphQlQuery;
import io.repobackup.http.json.JsonValue;
import io.repobackup.http.limit.LimitRule;
import io.repobackup.http.paging.PageMarks;
import io.repobackup.testkit.time.FakeClock;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client that adapters use, with waits that take no time, against all that the stand-in has. */
class OwnClientTest {

    private static final int REPOSITORIES = 13_000;

    @TempDir
    Path directory;

    private final FakeClock clock = FakeClock.create();
    private GitHubStandIn github;
    private HttpClient http;
    private GitHubApi api;

    @BeforeEach
    void begin() {
        github = GitHubStandIn.start(directory, clock);
        github.acceptToken("ghp_1");
        http = HttpClient.builder()
                .clock(clock)
                .sleeper(clock::advance)
                .limits(LimitRule.standard().withLongestWait(Duration.ofDays(1)))
                .build();
        CredentialsProvider credentials =
                CredentialsProvider.fixed("octocat", new Credentials.Bearer(Secret.of("ghp_1".toCharArray())));
        api = new GitHubApi(http, github.host(), credentials);
    }

    @AfterEach
    void end() {
        http.close();
        github.close();
    }

    private void fill() {
        for (int i = 0; i < REPOSITORIES; i++) {
            github.create("acme/r" + i);
        }
    }

    @Test
    void thirteenThousandRepositoriesAreListedInAHundredAndThirtyRequests() {
        fill();
        int[] seen = {0};
        api.list("orgs/acme/repos?per_page=100", PageMarks.none())
                .forEachRemaining(
                        page -> seen[0] += page.content().orElseThrow().size());

        assertThat(seen[0]).isEqualTo(REPOSITORIES);
        assertThat(github.requests()).hasSize(130).allMatch(request -> request.points() == 1);
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void thirteenThousandRepositoriesAreSweptForAHundredAndThirtyPoints() {
        fill();
        Set<String> ids = new HashSet<>();
        Map<String, Object> variables = new HashMap<>(Map.of("login", "acme"));
        String query = "query($login: String!, $first: Int!, $after: String) { organization(login: $login) {"
                + " repositories(first: $first, after: $after, orderBy: {field: CREATED_AT, direction: ASC}) {"
                + " pageInfo { hasNextPage endCursor } nodes { id nameWithOwner pushedAt } } } }";
        PageSize size = PageSize.upTo(100);
        JsonValue page;
        do {
            page = api.ask(1, size, first -> new GraphQlQuery(query, with(variables, first)))
                    .complete()
                    .find("organization", "repositories")
                    .orElseThrow();
            page.find("nodes")
                    .orElseThrow()
                    .elements()
                    .forEach(node -> ids.add(node.find("id").orElseThrow().text()));
            variables.put(
                    "after", page.find("pageInfo", "endCursor").orElseThrow().text());
        } while (page.find("pageInfo", "hasNextPage").orElseThrow().truth());

        assertThat(ids).hasSize(REPOSITORIES);
        assertThat(github.requests().stream().mapToLong(RequestRecord::points).sum())
                .isEqualTo(130);
        assertThat(github.violations()).isEmpty();
    }

    private static Map<String, Object> with(Map<String, Object> variables, int first) {
        Map<String, Object> all = new HashMap<>(variables);
        all.put("first", first);
        return all;
    }

    @Test
    void whateverTheHostSaysTheClientIsNotBanned() {
        Acme.in(github);
        Held held = Held.by(github);
        github.limits().hourly("core", 40);
        Instant reset = clock.instant().plus(Duration.ofMinutes(20));
        for (Failure limit : new Failure[] {
            Failure.secondaryLimit(403, Duration.ofSeconds(40)),
            Failure.secondaryLimit(429, Duration.ofSeconds(40)),
            Failure.secondaryLimitInWords(403, Refusal.ABUSE),
            Failure.secondaryLimitInWords(429, "Too many requests"),
            Failure.primaryLimit(403, reset.getEpochSecond()),
            Failure.html(503)
        }) {
            github.fail(Faults.like("GET .*/repos/.*"), limit);
            for (int i = 0; i < 10; i++) {
                assertThat(api.document("repos/acme/tools/labels")).isPresent();
            }
        }

        assertThat(github.violations()).isEmpty();
        held.assertAllIsAsPublished();
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300})
    void aClockThatIsWrongBansNobody(long seconds) {
        try (GitHubStandIn skewed = GitHubStandIn.startWithSkew(directory, clock, Duration.ofSeconds(seconds))) {
            skewed.acceptToken("ghp_1");
            skewed.create("acme/tools");
            skewed.limits().hourly("core", 10);
            GitHubApi there = new GitHubApi(http, skewed.host(), api.credentials());
            for (int i = 0; i < 35; i++) {
                assertThat(there.document("repos/acme/tools")).isPresent();
            }
            assertThat(skewed.violations()).isEmpty();
        }
    }

    @Test
    void downloadsAreFollowedWithoutCredentials() throws Exception {
        Acme acme = Acme.in(github);
        URI asset = github.host().rest().resolve("repos/acme/tools/releases/assets/" + acme.asset.id());
        try (InputStream bytes = api.download(asset, "application/octet-stream")) {
            assertThat(bytes.readAllBytes()).asString().isEqualTo("zip");
        }
        assertThat(github.store().requests()).singleElement().asString().endsWith(" 200");
    }
}
