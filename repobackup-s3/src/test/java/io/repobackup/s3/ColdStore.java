package io.repobackup.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.repobackup.api.credential.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A store with cold storage classes, which no server for tests has: it gives the answers that the S3 API documents for
 * putting, describing, reading and restoring one object. Restores end when a test says so.
 */
final class ColdStore implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Stored> objects = new ConcurrentHashMap<>();
    private final List<String> restores = new CopyOnWriteArrayList<>();

    private ColdStore(HttpServer server) {
        this.server = server;
    }

    /** An object; its restore is what the header of that name says. */
    private record Stored(
            byte[] bytes,
            String storageClass,
            @Nullable String archiveStatus,
            @Nullable String restore) {

        boolean isCold() {
            return archiveStatus != null || storageClass.equals("GLACIER") || storageClass.equals("DEEP_ARCHIVE");
        }

        boolean isReadable() {
            return !isCold() || (restore != null && restore.contains("\"false\""));
        }

        Stored restored(String state) {
            return new Stored(bytes, storageClass, archiveStatus, state);
        }
    }

    static ColdStore start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ColdStore store = new ColdStore(server);
            server.createContext("/", store::answer);
            server.start();
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    S3SinkBuilder sink() {
        return S3BlobSink.builder("cold")
                .endpoint(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .pathStyle()
                .credentials(S3AccessKey.of("id", Secret.of("secret".toCharArray())));
    }

    /** Moves an object into another storage class, as a rule of the bucket would. */
    void move(String key, String storageClass) {
        objects.computeIfPresent("/cold/" + key, (name, old) -> new Stored(old.bytes(), storageClass, null, null));
    }

    /** Archives an object as INTELLIGENT_TIERING does. */
    void archive(String key) {
        objects.computeIfPresent(
                "/cold/" + key, (name, old) -> new Stored(old.bytes(), "INTELLIGENT_TIERING", "ARCHIVE_ACCESS", null));
    }

    /** Ends a restore. */
    void finishRestore(String key) {
        objects.computeIfPresent("/cold/" + key, (name, old) -> {
            String done = "ongoing-request=\"false\", expiry-date=\"Fri, 21 Dec 2040 00:00:00 GMT\"";
            // An object that was archived by itself is moved back.
            return old.archiveStatus() == null
                    ? old.restored(done)
                    : new Stored(old.bytes(), old.storageClass(), null, null);
        });
    }

    /** Begins a restore behind the back of whoever asks. */
    void beginRestore(String key) {
        objects.computeIfPresent("/cold/" + key, (name, old) -> old.restored("ongoing-request=\"true\""));
    }

    /** The storage class that an object was put with. */
    String storageClass(String key) {
        return objects.get("/cold/" + key).storageClass();
    }

    /** What was asked to be restored, as it was asked. */
    List<String> restores() {
        return List.copyOf(restores);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String query = exchange.getRequestURI().getRawQuery();
            if (query != null && query.startsWith("versioning")) {
                send(exchange, 200, "<VersioningConfiguration/>");
                return;
            }
            String name = exchange.getRequestURI().getPath();
            if (name.equals("/cold") || name.equals("/cold/")) {
                send(exchange, 200, "");
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, name, body);
                case "HEAD", "GET" -> read(exchange, name);
                case "POST" -> restore(exchange, name, new String(body, StandardCharsets.UTF_8));
                default -> send(exchange, 501, error("NotImplemented"));
            }
        }
    }

    private void put(HttpExchange exchange, String name, byte[] body) throws IOException {
        if (objects.containsKey(name)) {
            send(exchange, 412, error("PreconditionFailed"));
            return;
        }
        String storageClass = exchange.getRequestHeaders().getFirst("x-amz-storage-class");
        objects.put(name, new Stored(body, storageClass == null ? "STANDARD" : storageClass, null, null));
        exchange.getResponseHeaders().set("ETag", "\"1\"");
        send(exchange, 200, "");
    }

    private void read(HttpExchange exchange, String name) throws IOException {
        Stored stored = objects.get(name);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (stored == null) {
            send(exchange, 404, head ? "" : error("NoSuchKey"));
            return;
        }
        if (!head && !stored.isReadable()) {
            send(exchange, 403, error("InvalidObjectState"));
            return;
        }
        describe(exchange, stored);
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(stored.bytes().length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(200, stored.bytes().length);
            exchange.getResponseBody().write(stored.bytes());
        }
    }

    private static void describe(HttpExchange exchange, Stored stored) {
        exchange.getResponseHeaders().set("ETag", "\"1\"");
        exchange.getResponseHeaders().set("Last-Modified", "Fri, 20 Nov 2026 00:00:00 GMT");
        if (!stored.storageClass().equals("STANDARD")) {
            exchange.getResponseHeaders().set("x-amz-storage-class", stored.storageClass());
        }
        if (stored.archiveStatus() != null) {
            exchange.getResponseHeaders().set("x-amz-archive-status", stored.archiveStatus());
        }
        if (stored.restore() != null) {
            exchange.getResponseHeaders().set("x-amz-restore", stored.restore());
        }
    }

    private void restore(HttpExchange exchange, String name, String request) throws IOException {
        Stored stored = objects.get(name);
        if (stored == null) {
            send(exchange, 404, error("NoSuchKey"));
        } else if (!stored.isCold()) {
            send(exchange, 403, error("InvalidObjectState"));
        } else if (stored.restore() != null && stored.restore().contains("\"true\"")) {
            send(exchange, 409, error("RestoreAlreadyInProgress"));
        } else {
            restores.add(request.replaceAll("<\\?xml.*?\\?>| xmlns=\"[^\"]*\"", ""));
            boolean again = stored.isReadable();
            if (!again) {
                objects.put(name, stored.restored("ongoing-request=\"true\""));
            }
            send(exchange, again ? 200 : 202, "");
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
