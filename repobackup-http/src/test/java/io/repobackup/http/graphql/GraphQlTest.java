package io.repobackup.http.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.RateLimitedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.http.HttpClient;
import io.repobackup.http.HttpEvent;
import io.repobackup.http.PageSize;
import io.repobackup.http.json.JsonValue;
import io.repobackup.testkit.time.FakeClock;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GraphQlTest {

    private static final GraphQlQuery QUERY = new GraphQlQuery("{viewer{login}}", Map.of());

    private final FakeClock clock = FakeClock.create();
    private final List<Duration> waits = new ArrayList<>();
    private final List<HttpEvent> events = new ArrayList<>();
    private MockWebServer server;
    private HttpClient client;
    private GraphQl graphQl;

    @BeforeEach
    void open() throws Exception {
        server = new MockWebServer();
        server.start(InetAddress.getByName("127.0.0.1"), 0);
        client = HttpClient.builder()
                .clock(clock)
                .listener(events::add)
                .sleeper(wait -> {
                    waits.add(wait);
                    clock.advance(wait);
                })
                .build();
        URI endpoint =
                server.url("/graphql").newBuilder().host("127.0.0.1").build().uri();
        graphQl = GraphQl.at(client, endpoint, CredentialsProvider.none());
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private void answer(int status, String body, String... headers) {
        MockResponse.Builder answer = new MockResponse.Builder().code(status).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            answer.setHeader(headers[i], headers[i + 1]);
        }
        server.enqueue(answer.build());
    }

    private JsonValue sent() throws Exception {
        return JsonValue.parse(server.takeRequest().getBody().toByteArray());
    }

    @Test
    void valuesGoIntoVariables() throws Exception {
        answer(200, "{\"data\":{\"viewer\":{\"login\":\"octocat\"}}}");

        JsonValue data = graphQl.ask(new GraphQlQuery("query($n:Int){viewer{login}}", Map.of("n", 7)))
                .complete();

        assertThat(data.at("viewer", "login").text()).isEqualTo("octocat");
        assertThat(sent().at("variables", "n").number()).isEqualTo(7);
    }

    @Test
    void aLimitUnder200PausesTheCredentialUntilTheBudgetIsRenewed() {
        answer(
                200,
                "{\"errors\":[{\"type\":\"RATE_LIMITED\",\"message\":\"API rate limit exceeded\"}]}",
                "Date",
                "Mon, 05 Jan 2026 12:00:00 GMT",
                "x-ratelimit-remaining",
                "0",
                "x-ratelimit-reset",
                "1767615000",
                "x-ratelimit-resource",
                "graphql",
                "x-ratelimit-limit",
                "5000");
        answer(200, "{\"data\":{}}");

        graphQl.ask(QUERY).complete();

        assertThat(waits)
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(601), Duration.ofSeconds(602)));
        assertThat(events).filteredOn(HttpEvent.Paused.class::isInstance).hasSize(1);
    }

    @Test
    void aSecondaryLimitUnder200IsWaitedForAMinuteThenTwo() {
        String limited = "{\"data\":null,\"errors\":[{\"message\":\"You have exceeded a secondary rate limit.\"}]}";
        answer(200, limited);
        answer(200, limited);
        answer(200, "{\"data\":{}}");

        graphQl.ask(QUERY).complete();

        assertThat(waits).extracting(Duration::toMinutes).containsExactly(1L, 2L);
    }

    @Test
    void aLimitThatStaysIsRateLimited() {
        for (int i = 0; i < 9; i++) {
            answer(200, "{\"errors\":[{\"type\":\"RATE_LIMITED\",\"message\":\"no\"}]}");
        }

        assertThatExceptionOfType(RateLimitedException.class)
                .isThrownBy(() -> graphQl.ask(QUERY))
                .satisfies(e -> assertThat(e.retryAt()).isAfter(clock.instant()))
                .withMessageContaining("not earlier");
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void aQueryThatAsksForTooMuchAsksForHalf() throws Exception {
        answer(502, "{\"message\":\"We couldn't respond to your request in time.\"}");
        answer(200, "{\"data\":{},\"errors\":[{\"type\":\"RESOURCE_LIMITS_EXCEEDED\",\"message\":\"too many\"}]}");
        answer(200, "{\"data\":{}}");

        graphQl.ask(PageSize.upTo(100), first -> new GraphQlQuery("q", Map.of("first", first)))
                .complete();

        assertThat(sent().at("variables", "first").number()).isEqualTo(100);
        assertThat(sent().at("variables", "first").number()).isEqualTo(50);
        assertThat(sent().at("variables", "first").number()).isEqualTo(25);
    }

    @Test
    void otherErrorsAreSeenWithTheirPlaces() {
        answer(
                200,
                "{\"data\":{\"a\":null,\"b\":1},\"errors\":[{\"type\":\"NOT_FOUND\",\"path\":[\"a\",0],"
                        + "\"message\":\"Could not resolve\"}]}");

        GraphQlAnswer answer = graphQl.ask(QUERY);

        assertThat(answer.data().orElseThrow().at("b").number()).isEqualTo(1);
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.type()).isEqualTo("NOT_FOUND");
            assertThat(error.path()).containsExactly("a", "0");
        });
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(answer::complete)
                .withMessageContaining("NOT_FOUND «Could not resolve»");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anAnswerIsCheckedTogetherWithItsHeaders() {
        answer(200, "{\"data\":{\"a\":1}}", "X-Left-Out", "everything else");
        GraphQl checked = graphQl.withCheck((response, answer) -> {
            throw response.unusable(response.header("X-Left-Out").orElse("") + " but "
                    + answer.data().orElseThrow().names());
        });
        for (int attempts = 1; attempts < 4; attempts++) {
            answer(200, "{\"data\":{\"a\":1}}", "X-Left-Out", "everything else");
        }

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> checked.ask(QUERY))
                .withMessageContaining("everything else but [a]");
    }

    @Test
    void aHostMayHaveWordsOfItsOwn() {
        answer(200, "{\"errors\":[{\"extensions\":{\"code\":\"HICCUP\"},\"message\":\"again\"}]}");
        answer(200, "{\"data\":{}}");

        graphQl.withWords(error -> error.type().equals("HICCUP")
                        ? GraphQlWords.Meaning.PASSING
                        : GraphQlWords.common().meaning(error))
                .ask(QUERY)
                .complete();

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void whatIsNoAnswerOfGraphQlIsTriedAgain() {
        answer(200, "<html>");
        answer(200, "{\"data\":");
        answer(200, "{}");
        answer(200, "{\"data\":{\"a\":\"é\"}}");

        assertThat(new String(
                        graphQl.ask(QUERY).complete().at("a").text().getBytes(StandardCharsets.UTF_8),
                        StandardCharsets.UTF_8))
                .isEqualTo("é");
    }
}
