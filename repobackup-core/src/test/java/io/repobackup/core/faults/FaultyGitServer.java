package io.repobackup.core.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.repobackup.api.git.GitEndpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** A smart HTTP server on the loopback interface, whose answers JGit makes, and a plan spoils. <i>Thread-safe.</i> */
final class FaultyGitServer implements AutoCloseable {

    /** What becomes of an answer that is complete. */
    interface Spoiler {

        /** Answers otherwise. */
        void answer(HttpExchange exchange, byte[] request, byte[] whole) throws IOException;
    }

    /** Chooses what becomes of a request; called once for each, in their order. */
    interface Plan {
        Spoiler next(int number);
    }

    private final Path root;
    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(task -> new Thread(task, "host of a schedule"));
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Plan plan = number -> FaultyGitServer::properly;
    private volatile CountDownLatch stalls = new CountDownLatch(1);

    FaultyGitServer(Path root) {
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

    GitEndpoint endpoint(Path repository) {
        return GitEndpoint.of(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + root.relativize(repository)));
    }

    /** How many requests came since the server began. */
    int requests() {
        return requests.get();
    }

    void spoil(Plan spoiling) {
        plan = spoiling;
    }

    void heal() {
        plan = number -> FaultyGitServer::properly;
        releaseStalls();
    }

    @Override
    public void close() {
        stalls.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** Says nothing until the faults end. */
    void stall(HttpExchange exchange) throws IOException {
        try {
            stalls.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    /** Lets go whoever waits in a stall; what is stalled next waits again. */
    void releaseStalls() {
        stalls.countDown();
        stalls = new CountDownLatch(1);
    }

    /**
     * Stalls one answer, counted from now, after a share of it.
     *
     * @param hanging counted down as soon as it stalls
     * @return counted down when it is found, after the release of the stall, that nobody listens any more
     */
    CountDownLatch awaitingHangUp(int nth, double share, CountDownLatch hanging) {
        CountDownLatch closed = new CountDownLatch(1);
        int stalled = requests.get() + nth;
        spoil(number -> number != stalled
                ? FaultyGitServer::properly
                : (exchange, request, whole) -> {
                    CountDownLatch release = stalls;
                    begin(exchange);
                    OutputStream out = exchange.getResponseBody();
                    out.write(whole, 0, (int) (whole.length * share));
                    out.flush();
                    hanging.countDown();
                    try {
                        release.await();
                        while (true) {
                            out.write(new byte[1 << 16]);
                            out.flush();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (IOException e) {
                        closed.countDown();
                    }
                });
        return closed;
    }

    /** The whole answer. */
    static void properly(HttpExchange exchange, byte[] request, byte[] whole) throws IOException {
        begin(exchange);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(whole);
        }
    }

    /** Begins an answer whose length is not told. */
    static void begin(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
    }

    /** A status without a body. */
    static Spoiler status(int code, String header, String value) {
        return (exchange, request, whole) -> {
            if (!header.isEmpty()) {
                exchange.getResponseHeaders().set(header, value);
            }
            exchange.sendResponseHeaders(code, -1);
        };
    }

    /** A page for people. */
    static void page(HttpExchange exchange, byte[] request, byte[] whole) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        properly(exchange, request, "<!DOCTYPE html><p>Please sign in".getBytes(StandardCharsets.UTF_8));
    }

    /** The beginning of the answer, and then the end of the connection. */
    static Spoiler cut(double share) {
        return (exchange, request, whole) -> {
            begin(exchange);
            exchange.getResponseBody().write(whole, 0, (int) (whole.length * share));
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** The beginning of the answer, and then nothing more. */
    Spoiler stallAt(double share) {
        return (exchange, request, whole) -> {
            begin(exchange);
            exchange.getResponseBody().write(whole, 0, (int) (whole.length * share));
            exchange.getResponseBody().flush();
            stall(exchange);
        };
    }

    /** One bit of a pack is another; refs are told without a digest, so a lie about them cannot be found. */
    static Spoiler flip(double share) {
        return (exchange, request, whole) -> {
            byte[] other = whole.clone();
            if (new String(request, StandardCharsets.ISO_8859_1).contains("command=fetch") && whole.length > 0) {
                other[(int) (whole.length * share)] ^= 4;
            }
            properly(exchange, request, other);
        };
    }

    private void serve(HttpExchange exchange) throws IOException {
        int number = requests.incrementAndGet();
        byte[] request = body(exchange);
        byte[] answer = answer(exchange, request);
        boolean asked = exchange.getRequestMethod().equals("POST");
        exchange.getResponseHeaders()
                .set("Content-Type", "application/x-git-upload-pack-" + (asked ? "result" : "advertisement"));
        try (exchange) {
            plan.next(number).answer(exchange, request, answer);
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream in = exchange.getRequestBody();
                InputStream plain = zipped ? new GZIPInputStream(in) : in) {
            return plain.readAllBytes();
        }
    }

    private byte[] answer(HttpExchange exchange, byte[] request) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean asked = path.endsWith("/git-upload-pack");
        Path directory = root.resolve(path.substring(1).replaceFirst("/(git-upload-pack|info/refs)$", ""));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Repository repository = new FileRepositoryBuilder()
                        .setGitDir(directory.toFile())
                        .build();
                UploadPack upload = new UploadPack(repository)) {
            upload.setBiDirectionalPipe(false);
            upload.setExtraParameters(List.of("version=2"));
            if (asked) {
                upload.upload(new ByteArrayInputStream(request), out, null);
            } else {
                upload.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(out)));
            }
        }
        return out.toByteArray();
    }
}
