package io.repobackup.core.git.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One request, answered by {@code git http-backend}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3875">RFC 3875, CGI</a>
 */
final class CgiExchange {

    private final Path root;
    private final HttpExchange exchange;
    private final boolean oldProtocol;
    private final AtomicLong received;
    private final AtomicLong sent;

    CgiExchange(Path root, HttpExchange exchange, boolean oldProtocol, AtomicLong received, AtomicLong sent) {
        this.root = root;
        this.exchange = exchange;
        this.oldProtocol = oldProtocol;
        this.received = received;
        this.sent = sent;
    }

    void run(@Nullable Fault fault) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("git", "http-backend").directory(root.toFile());
        environment(builder.environment());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        Thread feeder = new Thread(() -> feed(process.getOutputStream()));
        feeder.start();
        try (InputStream in = process.getInputStream()) {
            int status = headers(in);
            exchange.sendResponseHeaders(status, 0);
            body(in, fault);
        } finally {
            process.destroy();
        }
    }

    private void environment(Map<String, String> environment) {
        RealGit.clean(environment);
        environment.put("GIT_PROJECT_ROOT", root.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        environment.put("REMOTE_ADDR", "127.0.0.1");
        put(environment, "QUERY_STRING", exchange.getRequestURI().getRawQuery());
        Headers headers = exchange.getRequestHeaders();
        put(environment, "CONTENT_TYPE", headers.getFirst("Content-Type"));
        put(environment, "CONTENT_LENGTH", headers.getFirst("Content-Length"));
        put(environment, "HTTP_CONTENT_ENCODING", headers.getFirst("Content-Encoding"));
        if (!oldProtocol) {
            put(environment, "GIT_PROTOCOL", headers.getFirst("Git-Protocol"));
        }
    }

    private static void put(Map<String, String> environment, String name, @Nullable String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }

    private void feed(OutputStream to) {
        try (to) {
            received.addAndGet(exchange.getRequestBody().transferTo(to));
        } catch (IOException e) {
            // The program has read enough.
        }
    }

    private int headers(InputStream in) throws IOException {
        int status = 200;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            if (name.equalsIgnoreCase("Status")) {
                status = Integer.parseInt(value.substring(0, 3));
            } else {
                exchange.getResponseHeaders().add(name, value);
            }
        }
        return status;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private void body(InputStream in, @Nullable Fault fault) throws IOException {
        byte[] buffer = new byte[16_384];
        long at = 0;
        OutputStream out = exchange.getResponseBody();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (fault instanceof Fault.Flip flip && flip.atByte() >= at && flip.atByte() < at + n) {
                buffer[(int) (flip.atByte() - at)] ^= 1;
            }
            if (fault instanceof Fault.Cut cut && at + n > cut.afterBytes()) {
                out.write(buffer, 0, (int) (cut.afterBytes() - at));
                out.flush();
                // Closing the exchange without closing the stream leaves the body without its end.
                return;
            }
            out.write(buffer, 0, n);
            at += n;
            sent.addAndGet(n);
        }
        out.close();
    }
}
