package io.repobackup.http;

import io.repobackup.http.limit.LimitRule;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A host on loopback and a client whose waits take no time. */
final class HostFixture implements AutoCloseable {

    final MockWebServer server = new MockWebServer();
    final FakeClock clock = FakeClock.create();
    final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    final List<HttpEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final List<HttpClient> clients = new ArrayList<>();

    HostFixture() throws IOException {
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    /** Settings under which nothing takes real time, and each wait is as long as it can be. */
    HttpClient.Builder settings() {
        return HttpClient.builder()
                .clock(clock)
                .jitter(() -> 1)
                .sleeper(this::sleep)
                .listener(events::add)
                .connectTimeout(Duration.ofSeconds(5))
                .idleTimeout(Duration.ofSeconds(5))
                .limits(LimitRule.standard().withReservedShare(0))
                .retries(new RetryRule(4, Duration.ofSeconds(1), Duration.ofSeconds(60)));
    }

    HttpClient client() {
        return keep(settings().build());
    }

    HttpClient keep(HttpClient client) {
        clients.add(client);
        return client;
    }

    private void sleep(Duration duration) {
        waits.add(duration);
        clock.advance(duration);
    }

    URI url(String path) {
        return server.url(path).newBuilder().host("127.0.0.1").build().uri();
    }

    /** The same host under another name, and so another origin. */
    URI otherName(String path) {
        return server.url(path).newBuilder().host("localhost").build().uri();
    }

    void answer(int status) {
        server.enqueue(new MockResponse.Builder().code(status).build());
    }

    void answer(int status, String body, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder().code(status).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            response.setHeader(headers[i], headers[i + 1]);
        }
        server.enqueue(response.build());
    }

    void redirect(int status, URI to) {
        answer(status, "", "Location", to.toString());
    }

    RecordedRequest taken() throws InterruptedException {
        RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("the host was sent nothing more");
        }
        return request;
    }

    static String text(HttpResponse response) {
        try (response) {
            return new String(response.bodyUpTo(1_000_000), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        for (HttpClient client : clients) {
            client.close();
        }
        server.close();
    }
}
