package io.repobackup.azure;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;

/** A way to Azurite on which things go wrong. <i>Thread-safe.</i> */
final class FaultyAzurite extends Dispatcher implements AutoCloseable {

    private static final Set<String> OWN =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade");

    private final MockWebServer server = new MockWebServer();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private volatile MockResponse onTheWay = new MockResponse.Builder().build();

    FaultyAzurite() throws Exception {
        Azurite.require();
        server.setDispatcher(this);
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort() + "/" + Azurite.ACCOUNT);
    }

    AzureBlobSink.Builder sink(String container) {
        return AzureBlobSink.builder()
                .endpoint(endpoint())
                .credential(Azurite.credential())
                .container(container)
                .firstPause(Duration.ofMillis(1));
    }

    /** What arrived here. */
    List<RecordedRequest> requests(Predicate<RecordedRequest> which) {
        return requests.stream().filter(which).toList();
    }

    /** The next requests of a kind are answered by this, so many of them. */
    void answer(
            int times, Predicate<RecordedRequest> which, BiFunction<FaultyAzurite, RecordedRequest, MockResponse> by) {
        rules.add(new Rule(new AtomicInteger(times), which, by));
    }

    /** Requests are cut while their bodies are on the way. */
    void cutBodies(boolean cut) {
        onTheWay = cut
                ? new MockResponse.Builder()
                        .onRequestBody(new SocketEffect.CloseSocket())
                        .build()
                : new MockResponse.Builder().build();
    }

    void heal() {
        rules.clear();
        cutBodies(false);
    }

    static Predicate<RecordedRequest> method(String method) {
        return request -> request.getMethod().equals(method);
    }

    static Predicate<RecordedRequest> comp(String what) {
        return request -> what.equals(request.getUrl().queryParameter("comp"));
    }

    static Predicate<RecordedRequest> any() {
        return request -> true;
    }

    static MockResponse refusal(int status, String code) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("x-ms-error-code", code)
                .addHeader("x-ms-request-id", "of-the-test")
                .build();
    }

    /** It is done, and nobody hears of it. */
    static MockResponse done(FaultyAzurite store, RecordedRequest request) {
        store.forward(request);
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    /** It is not done, and nobody hears of it. */
    static MockResponse lost(FaultyAzurite store, RecordedRequest request) {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    /** Nothing comes for ever. */
    static MockResponse stalled(FaultyAzurite store, RecordedRequest request) {
        return new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build();
    }

    /** The answer, changed. */
    static BiFunction<FaultyAzurite, RecordedRequest, MockResponse> changed(
            UnaryOperator<MockResponse.Builder> change) {
        return (store, request) ->
                change.apply(new MockResponse.Builder(store.forward(request))).build();
    }

    @Override
    public MockResponse peek() {
        return onTheWay;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        requests.add(request);
        for (Rule rule : rules) {
            if (rule.which().test(request) && rule.times().getAndDecrement() > 0) {
                return rule.by().apply(this, request);
            }
        }
        return forward(request);
    }

    private MockResponse forward(RecordedRequest request) {
        byte[] body =
                request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
        return forward(request, body);
    }

    MockResponse forward(RecordedRequest request, byte[] body) {
        URI azurite = Azurite.endpoint();
        HttpRequest.Builder copy = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + azurite.getPort() + request.getTarget()))
                .method(request.getMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        request.getHeaders().forEach(header -> {
            if (!OWN.contains(header.getFirst().toLowerCase(Locale.ROOT))) {
                copy.header(header.getFirst(), header.getSecond());
            }
        });
        try {
            return answer(request, client.send(copy.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (Exception e) {
            throw new IllegalStateException("Azurite did not answer", e);
        }
    }

    private static MockResponse answer(RecordedRequest request, HttpResponse<byte[]> from) {
        MockResponse.Builder answer = new MockResponse.Builder().code(from.statusCode());
        answer.clearHeaders();
        from.headers().map().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                values.forEach(value -> answer.addHeaderLenient(name, value));
            }
        });
        if (request.getMethod().equals("HEAD")) {
            from.headers().firstValue("content-length").ifPresent(length -> answer.addHeader("Content-Length", length));
            return answer.build();
        }
        return answer.body(new Buffer().write(from.body())).build();
    }

    @Override
    public void close() {
        server.close();
    }

    private record Rule(
            AtomicInteger times,
            Predicate<RecordedRequest> which,
            BiFunction<FaultyAzurite, RecordedRequest, MockResponse> by) {}
}
