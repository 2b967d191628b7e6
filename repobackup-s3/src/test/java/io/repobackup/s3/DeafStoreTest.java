package io.repobackup.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store with locks that drops what a put says of them. */
class DeafStoreTest {

    private static final BlobOptions DATA = BlobOptions.of(BlobClass.DATA);

    private final Set<String> objects = ConcurrentHashMap.newKeySet();
    private final Set<String> locked = ConcurrentHashMap.newKeySet();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private boolean listens;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void everyObjectIsLockedByARequestOfItsOwn() {
        try (BlobSink sink = sink()) {
            sink.putIfAbsent(BlobKey.of("log/1"), new byte[1], DATA);
            sink.putIfAbsent(BlobKey.of("log/2"), new byte[1], DATA);
        }
        assertThat(objects).hasSize(2).isEqualTo(locked);
    }

    @Test
    void aStoreThatWasSeenToListenIsNotAskedAgain() {
        listens = true;
        try (BlobSink sink = sink()) {
            for (int i = 1; i <= 5; i++) {
                sink.putIfAbsent(BlobKey.of("log/" + i), new byte[1], DATA);
            }
        }
        assertThat(objects).hasSize(5).isEqualTo(locked);
        assertThat(questions).hasSize(1);
    }

    private BlobSink sink() {
        return S3BlobSink.builder("deaf")
                .endpoint(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .pathStyle()
                .credentials(S3AccessKey.of("id", Secret.of("secret".toCharArray())))
                .singleWriter()
                .locking(S3LockMode.COMPLIANCE, Duration.ofDays(30))
                .build();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String name = exchange.getRequestURI().getPath();
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            if (name.equals("/deaf") || name.equals("/deaf/")) {
                send(
                        exchange,
                        200,
                        "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>");
            } else if (query.contains("retention")) {
                retention(exchange, name);
            } else if (exchange.getRequestMethod().equals("PUT")) {
                objects.add(name);
                if (listens && exchange.getRequestHeaders().containsKey("x-amz-object-lock-retain-until-date")) {
                    locked.add(name);
                }
                exchange.getResponseHeaders().set("x-amz-version-id", "v1");
                send(exchange, 200, "");
            } else {
                send(exchange, 404, exchange.getRequestMethod().equals("HEAD") ? "" : error("NoSuchKey"));
            }
        }
    }

    private void retention(HttpExchange exchange, String name) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            locked.add(name);
            send(exchange, 200, "");
            return;
        }
        questions.add(name);
        if (locked.contains(name)) {
            send(
                    exchange,
                    200,
                    "<Retention><Mode>COMPLIANCE</Mode><RetainUntilDate>2999-01-01T00:00:00Z</RetainUntilDate></Retention>");
        } else {
            send(exchange, 404, error("NoSuchObjectLockConfiguration"));
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String error(String code) {
        return "<Error><Code>" + code + "</Code><Message>as documented</Message></Error>";
    }
}
