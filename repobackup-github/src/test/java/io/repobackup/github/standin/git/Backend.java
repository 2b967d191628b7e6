package io.repobackup.github.standin.git;

import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Ask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Answers from {@code git http-backend}, in memory: the repositories of these tests are small. <i>Thread-safe.</i>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3875">RFC 3875, CGI</a>
 */
public final class Backend {

    private final Path root;

    /** Serves the repositories in a directory. */
    public Backend(Path root) {
        this.root = root;
    }

    /** Answers a request for a path below the directory. */
    public Answer answer(Ask ask, String path) {
        ProcessBuilder builder = new ProcessBuilder("git", "http-backend").directory(root.toFile());
        describe(ask, path, builder.environment());
        try {
            Process process =
                    builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (OutputStream to = process.getOutputStream()) {
                to.write(ask.body());
            } catch (IOException e) {
                // The program has read enough.
            }
            try (InputStream in = process.getInputStream()) {
                return parse(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void describe(Ask ask, String path, Map<String, String> environment) {
        BareRepository.clean(environment);
        environment.put("GIT_PROJECT_ROOT", root.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REQUEST_METHOD", ask.method());
        environment.put("PATH_INFO", path);
        environment.put("REMOTE_ADDR", "127.0.0.1");
        environment.put("CONTENT_LENGTH", Integer.toString(ask.body().length));
        put(
                environment,
                "QUERY_STRING",
                Optional.ofNullable(URI.create(ask.target()).getRawQuery()));
        put(environment, "CONTENT_TYPE", ask.header("Content-Type"));
        put(environment, "HTTP_CONTENT_ENCODING", ask.header("Content-Encoding"));
        put(environment, "GIT_PROTOCOL", ask.header("Git-Protocol"));
    }

    private static void put(Map<String, String> environment, String name, Optional<String> value) {
        value.ifPresent(text -> environment.put(name, text));
    }

    private static Answer parse(InputStream in) throws IOException {
        int status = 200;
        Answer answer = Answer.of(status);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            if (line.startsWith("Status:")) {
                status = Integer.parseInt(value.substring(0, 3));
            } else {
                answer = answer.with(line.substring(0, colon), value);
            }
        }
        return answer.onlyAs(status).withBody(in.readAllBytes());
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
