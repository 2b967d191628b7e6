package io.repobackup.github.script;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.github.GitHubCredentials;
import io.repobackup.github.standin.PromptSockets;
import io.repobackup.http.HttpClient;
import io.repobackup.http.RetryRule;
import io.repobackup.http.json.JsonText;
import io.repobackup.http.json.JsonValue;
import io.repobackup.http.limit.LimitRule;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A host on loopback that answers what a test wrote down, and an Enterprise Server by its address. */
public final class ScriptedGitHub extends Dispatcher {

    /** What a GitHub that knows nothing of a path answers. */
    private static final String NOTHING = "{\"message\":\"Not Found\",\"status\":\"404\"}";

    public final FakeClock clock = FakeClock.create();
    private final MockWebServer server = new MockWebServer();
    private final HttpClient client;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Function<RecordedRequest, MockResponse>> paths = new ConcurrentHashMap<>();
    private volatile Function<JsonValue, MockResponse> queries = query -> answer(404, NOTHING);
    private volatile Duration skew = Duration.ZERO;

    public ScriptedGitHub() throws IOException {
        server.setDispatcher(this);
        server.setServerSocketFactory(new PromptSockets());
        server.start(InetAddress.getByName("127.0.0.1"), 0);
        client = HttpClient.builder()
                .clock(clock)
                .sleeper(clock::advance)
                .limits(LimitRule.standard().withReservedShare(0))
                .retries(new RetryRule(3, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .build();
    }

    public HttpClient client() {
        return client;
    }

    public URI web() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** How subjects at this host are called. */
    public String name() {
        return "127.0.0.1:" + server.getPort();
    }

    public CredentialsProvider token() {
        return GitHubCredentials.token("tester", Secret.of("ghp_1".toCharArray()));
    }

    /** The host's clock shows another time than this machine's. */
    public void skew(Duration ahead) {
        skew = ahead;
    }

    /** Method and path of every request, and for queries the first word of what they ask for. */
    public List<String> requests() {
        return requests;
    }

    public void on(String methodAndPath, Function<RecordedRequest, MockResponse> answer) {
        paths.put(methodAndPath, answer);
    }

    public void on(String methodAndPath, int status, String body, String... headers) {
        on(methodAndPath, request -> answer(status, body, headers));
    }

    public void onQuery(Function<JsonValue, MockResponse> answer) {
        queries = answer;
    }

    public MockResponse answer(int status, String body, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder()
                .code(status)
                .body(body)
                .setHeader("Content-Type", "application/json; charset=utf-8")
                .setHeader(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                clock.instant().plus(skew).atOffset(ZoneOffset.UTC)));
        for (int i = 0; i < headers.length; i += 2) {
            response.setHeader(headers[i], headers[i + 1]);
        }
        return response.build();
    }

    public MockResponse answer(Map<String, ?> json, String... headers) {
        return answer(200, JsonText.of(json), headers);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        String asked = request.getMethod() + " " + request.getTarget();
        requests.add(asked);
        if (asked.equals("POST /api/graphql")) {
            return queries.apply(JsonValue.parse(request.getBody().toByteArray()));
        }
        return paths.getOrDefault(asked, unknown -> answer(404, NOTHING)).apply(request);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
