package io.repobackup.github.standin.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Another host, to which downloads are sent: its addresses are signed, and whoever brings credentials as well is refused,
 * as stores of objects do. <i>Thread-safe.</i>
 */
public final class SignedStore implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> signed = new ConcurrentHashMap<>();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong signatures = new AtomicLong();

    /** Begins to serve on loopback. */
    public SignedStore() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** A signed address of these bytes, another one each time. */
    public URI sign(String fileName, byte[] bytes) {
        String path = "/objects/" + URLEncoder.encode(fileName, StandardCharsets.UTF_8);
        String target = path + "?sp=r&sig=" + signatures.incrementAndGet();
        signed.put(target, bytes.clone());
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + target);
    }

    /** Answers «not found» for a file of this name, as when the store is out of order. */
    public void lose(String fileName) {
        lost.add(fileName);
    }

    /** Has the file again. */
    public void find(String fileName) {
        lost.remove(fileName);
    }

    /** The method, target and status of every request so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            byte[] bytes = signed.get(target);
            String path = exchange.getRequestURI().getPath();
            int status = exchange.getRequestHeaders().containsKey("Authorization")
                    ? 400
                    : bytes == null ? 403 : lost.contains(path.substring(path.lastIndexOf('/') + 1)) ? 404 : 200;
            requests.add(exchange.getRequestMethod() + " " + target + " " + status);
            byte[] body = status == 200 ? bytes : refusal(status);
            exchange.getResponseHeaders()
                    .set("Content-Type", status == 200 ? "application/octet-stream" : "application/xml");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static byte[] refusal(int status) {
        String code =
                status == 400 ? "InvalidAuthenticationInfo" : status == 403 ? "AuthenticationFailed" : "BlobNotFound";
        return ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8);
    }
}
