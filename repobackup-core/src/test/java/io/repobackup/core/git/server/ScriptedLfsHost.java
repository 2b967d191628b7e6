package io.repobackup.core.git.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.git.LfsRules;
import io.repobackup.api.sink.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A host on the loopback interface: git by {@code git http-backend}, and an LFS server that does what a test tells it to.
 * It remembers each batch and each download.
 */
public final class ScriptedLfsHost implements GitHost {

    private static final Pattern OID = Pattern.compile("\"oid\":\"([0-9a-f]{64})\"");
    private static final String TYPE = "application/vnd.git-lfs+json";

    private final Path root;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final Map<String, String> errors = new ConcurrentHashMap<>();
    private final Queue<List<String>> batches = new ConcurrentLinkedQueue<>();
    private final Queue<String> downloads = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> cuts = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger token = new AtomicInteger();
    private volatile int mostAtOnce = 100;
    private volatile boolean ranges = true;
    private volatile boolean authenticated;
    private volatile int batchStatus = 200;
    private volatile int downloadStatus = 200;
    private volatile String batchMessage = "";
    private volatile String life = "";
    private volatile int usesOfAToken = Integer.MAX_VALUE;
    private final AtomicInteger used = new AtomicInteger();
    private volatile @Nullable String storage;
    private volatile @Nullable String redirect;
    private volatile @Nullable String document;
    private final AtomicInteger unauthorized = new AtomicInteger();

    public ScriptedLfsHost(Path root) {
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

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public GitEndpoint endpoint(String name) {
        return GitEndpoint.of(URI.create(address() + "/" + name)).withLfs(LfsRules.SAME_HOST);
    }

    @Override
    public List<String> requests() {
        return drained(requests);
    }

    /** The oids of each batch since the last call. */
    public List<List<String>> batches() {
        return drained(batches);
    }

    /** The downloads since the last call: the oid, and the range that was asked for. */
    public List<String> downloads() {
        return drained(downloads);
    }

    /** The headers {@code Authorization} of downloads since the last call. */
    public List<String> authorizations() {
        return drained(authorizations);
    }

    /** Keeps an object, whatever its bytes are for its oid. */
    public void put(String oid, byte[] bytes) {
        objects.put(oid, bytes);
        errors.remove(oid);
    }

    /** Keeps an object, and says how a pointer to it looks. */
    public String put(byte[] bytes) {
        put(Sha256.of(bytes).hex(), bytes);
        return pointer(bytes);
    }

    public static String pointer(byte[] bytes) {
        return "version https://git-lfs.github.com/spec/v1\noid sha256:" + Sha256.of(bytes) + "\nsize " + bytes.length
                + "\n";
    }

    /** Loses an object. */
    public void lose(String oid) {
        objects.remove(oid);
    }

    /** Answers for this object with an error. */
    public void refuse(String oid, int code, String message) {
        errors.put(oid, "{\"code\":" + code + ",\"message\":\"" + message + "\"}");
    }

    /** Closes the connection of the next downloads after so many bytes of their bodies. */
    public void cut(Integer... bytes) {
        cuts.addAll(List.of(bytes));
    }

    /** Answers the next downloads with these statuses; with 200 properly. */
    public void answer(Integer... next) {
        statuses.addAll(List.of(next));
    }

    /** From now on answers all downloads with this status. */
    public void answerDownloads(int status) {
        downloadStatus = status;
    }

    public void ignoreRanges() {
        ranges = false;
    }

    public void takeAtMost(int objectsAtOnce) {
        mostAtOnce = objectsAtOnce;
    }

    /** From now on answers batches with this document. */
    public void say(String json) {
        document = json;
    }

    /** Refuses the next batches with 401. */
    public void refuseCredentials(int times) {
        unauthorized.set(times);
    }

    /** From now on answers batches so; after a message that ends with a space come the credentials of the request. */
    public void answerBatches(int status, String message) {
        batchStatus = status;
        batchMessage = message;
    }

    /** From now on addresses are good for so many downloads, and refused after that. */
    public void expireAfter(int uses) {
        usesOfAToken = uses;
    }

    /** From now on says that addresses live so long. */
    public void live(String json) {
        life = json;
    }

    /** From now on says that addresses need nothing else. */
    public void authenticated() {
        authenticated = true;
    }

    /** From now on names another host for downloads. */
    public void storeAt(String address) {
        storage = address;
    }

    /** From now on redirects downloads to another host. */
    public void redirectTo(String address) {
        redirect = address;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static <T> List<T> drained(Queue<T> queue) {
        List<T> all = new ArrayList<>();
        for (T next = queue.poll(); next != null; next = queue.poll()) {
            all.add(next);
        }
        return all;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            if (path.endsWith("/info/lfs/objects/batch")) {
                batch(exchange);
            } else if (path.startsWith("/content/")) {
                download(exchange, path.substring("/content/".length()));
            } else {
                new CgiExchange(root, exchange, false, new AtomicLong(), new AtomicLong()).run(null);
            }
        }
    }

    private void batch(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        List<String> oids = OID.matcher(body)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        batches.add(oids);
        if (unauthorized.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.getResponseHeaders().set("LFS-Authenticate", "Basic realm=\"test\"");
            json(exchange, 401, "{\"message\":\"Credentials needed\"}");
        } else if (document != null) {
            json(exchange, 200, document);
        } else if (batchStatus != 200) {
            json(
                    exchange,
                    batchStatus,
                    "{\"message\":\"" + batchMessage
                            + (batchMessage.endsWith(" ")
                                    ? exchange.getRequestHeaders().getFirst("Authorization")
                                    : "")
                            + "\"}");
        } else if (oids.size() > mostAtOnce) {
            json(exchange, 413, "{\"message\":\"too many\"}");
        } else {
            token.incrementAndGet();
            used.set(0);
            json(
                    exchange,
                    200,
                    oids.stream()
                            .map(this::object)
                            .collect(Collectors.joining(",", "{\"transfer\":\"basic\",\"objects\":[", "]}")));
        }
    }

    private String object(String oid) {
        if (errors.containsKey(oid)) {
            return "{\"oid\":\"" + oid + "\",\"error\":" + errors.get(oid) + "}";
        }
        if (!objects.containsKey(oid)) {
            return "{\"oid\":\"" + oid + "\",\"error\":{\"code\":404,\"message\":\"Object does not exist\"}}";
        }
        String host = storage == null ? address() : storage;
        return "{\"oid\":\"" + oid + "\",\"authenticated\":" + authenticated + ",\"actions\":{\"download\":{\"href\":\""
                + host + "/content/" + oid + "?token=" + token + "\",\"header\":{\"X-Key\":\"k\"}" + life + "}}}";
    }

    private void download(HttpExchange exchange, String oid) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        downloads.add(oid + (range == null ? "" : " " + range));
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Integer status = downloadStatus == 200 ? statuses.poll() : Integer.valueOf(downloadStatus);
        if (redirect != null) {
            exchange.getResponseHeaders().set("Location", redirect + "/content/" + oid);
            exchange.sendResponseHeaders(302, -1);
        } else if (status != null && status != 200) {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            exchange.sendResponseHeaders(status, -1);
        } else if (isExpired(exchange)) {
            exchange.sendResponseHeaders(403, -1);
        } else if (!objects.containsKey(oid)) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            send(exchange, objects.get(oid), range);
        }
    }

    private boolean isExpired(HttpExchange exchange) {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        return storage == null && (!query.equals("token=" + token) || used.incrementAndGet() > usesOfAToken);
    }

    private void send(HttpExchange exchange, byte[] object, @Nullable String range) throws IOException {
        int from = range == null || !ranges ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        byte[] bytes = Arrays.copyOfRange(object, from, object.length);
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (object.length - 1) + "/" + object.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, bytes.length);
        Integer cut = cuts.poll();
        OutputStream out = exchange.getResponseBody();
        out.write(bytes, 0, cut == null ? bytes.length : Math.min(cut, bytes.length));
        out.flush();
    }

    private static void json(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", TYPE);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
