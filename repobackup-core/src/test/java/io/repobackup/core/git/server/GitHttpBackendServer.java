package io.repobackup.core.git.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.repobackup.api.git.GitEndpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A smart HTTP server on the loopback interface whose answers come from {@code git http-backend}, streamed both ways. It
 * counts requests and bytes, and can be told to fail.
 */
public final class GitHttpBackendServer implements GitHost {

    private final Path root;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final Set<String> greeted = ConcurrentHashMap.newKeySet();
    private volatile boolean oldProtocol;
    private volatile int refusalOfFirstPosts;
    private volatile int refusalOfCompressed;
    private volatile int answerToAll;
    private volatile int answerToFetches;
    private volatile @Nullable Path fetchesFrom;
    private volatile @Nullable Fault always;
    private volatile @Nullable String authorization;

    public GitHttpBackendServer(Path root) {
        this.root = root;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    @Override
    public Path root() {
        return root;
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + path);
    }

    @Override
    public GitEndpoint endpoint(String name) {
        return GitEndpoint.of(url(name));
    }

    @Override
    public List<String> requests() {
        List<String> all = new ArrayList<>();
        for (String request = requests.poll(); request != null; request = requests.poll()) {
            all.add(request);
        }
        return all;
    }

    /** Bytes of bodies, in both directions, since the server began. */
    public long traffic() {
        return received.get() + sent.get();
    }

    /** Fails the next requests, one after the other. */
    public void fail(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** From now on answers as if the header {@code Git-Protocol} had not come. */
    public void speakOldProtocol() {
        oldProtocol = true;
    }

    /** From now on refuses POSTs to a repository until it was asked what it can do, with this status. */
    public void refuseFirstPosts(int status) {
        refusalOfFirstPosts = status;
    }

    /** From now on refuses compressed requests with this status. */
    public void refuseCompressed(int status) {
        refusalOfCompressed = status;
    }

    /** From now on closes the connection in the middle of every longer pack, after so many bytes. */
    public void cutLongPacks(long bytes) {
        always = new Fault.Cut(bytes);
    }

    /** From now on answers every request with this status; with 0 properly. */
    public void answerAll(int status) {
        answerToAll = status;
    }

    /** From now on answers requests for packs with this status; with 0 properly. */
    public void answerFetches(int status) {
        answerToFetches = status;
    }

    /** From now on answers requests for packs from another root, as a host does whose copies are not alike. */
    public void fetchFrom(Path otherRoot) {
        fetchesFrom = otherRoot;
    }

    /** From now on refuses requests without these credentials. */
    public void require(String user, String password) {
        authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Fault fault = faults.poll();
            String required = authorization;
            if (required != null
                    && !required.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"test\"");
                exchange.sendResponseHeaders(401, -1);
            } else if (fault instanceof Fault.Status status) {
                exchange.sendResponseHeaders(status.code(), -1);
            } else if (standing(exchange) != 0) {
                exchange.getResponseHeaders().set("Retry-After", standing(exchange) == 429 ? "3600" : "0");
                exchange.sendResponseHeaders(standing(exchange), -1);
            } else if (fault instanceof Fault.Page) {
                page(exchange);
            } else if (refusal(exchange) != 0) {
                exchange.sendResponseHeaders(refusal(exchange), -1);
            } else {
                if (fault instanceof Fault.Meanwhile meanwhile) {
                    meanwhile.action().run();
                }
                answer(exchange, fault);
            }
        }
    }

    private int standing(HttpExchange exchange) throws IOException {
        return answerToAll == 0 && answerToFetches != 0 && !asksForRefs(exchange) ? answerToFetches : answerToAll;
    }

    private int refusal(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("GET")) {
            greeted.add(path.replace("/info/refs", "/git-upload-pack"));
            return 0;
        }
        return !greeted.contains(path) && refusalOfFirstPosts != 0
                ? refusalOfFirstPosts
                : exchange.getRequestHeaders().containsKey("Content-Encoding") ? refusalOfCompressed : 0;
    }

    /** Whether this asks for no pack. Leaves the body as it was. */
    private static boolean asksForRefs(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            return true;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.setStreams(new ByteArrayInputStream(body), null);
        return new String(body, StandardCharsets.ISO_8859_1).contains("command=ls-refs");
    }

    private void answer(HttpExchange exchange, @Nullable Fault fault) throws IOException {
        Path other = fetchesFrom;
        Fault steady = always;
        boolean asPlanned = (other == null && steady == null) || asksForRefs(exchange);
        new CgiExchange(asPlanned || other == null ? root : other, exchange, oldProtocol, received, sent)
                .run(asPlanned || fault != null ? fault : steady);
    }

    private static void page(HttpExchange exchange) throws IOException {
        byte[] html = "<!DOCTYPE html><html><body>Please sign in</body></html>".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, html.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(html);
        }
    }
}
