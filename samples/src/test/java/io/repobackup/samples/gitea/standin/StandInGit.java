package io.repobackup.samples.gitea.standin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** Serves bare repositories below a directory by running {@code git http-backend}. <i>Thread-safe.</i> */
final class StandInGit {

    private final Path directory;

    StandInGit(Path directory) {
        this.directory = directory;
    }

    MockResponse answer(RecordedRequest request) throws IOException {
        ProcessBuilder program =
                new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        describe(request, program.environment());
        Process process = program.start();
        try (OutputStream in = process.getOutputStream()) {
            if (request.getBody() != null) {
                request.getBody().write(in);
            }
        }
        try (InputStream out = process.getInputStream()) {
            return parse(out);
        }
    }

    private void describe(RecordedRequest request, Map<String, String> environment) {
        environment.put("GIT_PROJECT_ROOT", directory.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REQUEST_METHOD", request.getMethod());
        environment.put("PATH_INFO", request.getUrl().encodedPath());
        environment.put("QUERY_STRING", nullToEmpty(request.getUrl().encodedQuery()));
        environment.put("CONTENT_TYPE", nullToEmpty(request.getHeaders().get("Content-Type")));
        environment.put("CONTENT_LENGTH", Long.toString(request.getBodySize()));
        environment.put(
                "HTTP_CONTENT_ENCODING", nullToEmpty(request.getHeaders().get("Content-Encoding")));
        environment.put("GIT_PROTOCOL", nullToEmpty(request.getHeaders().get("Git-Protocol")));
    }

    private static MockResponse parse(InputStream cgi) throws IOException {
        MockResponse.Builder answer = new MockResponse.Builder();
        String line = line(cgi);
        while (!line.isEmpty()) {
            String value = line.substring(line.indexOf(':') + 1).trim();
            if (line.startsWith("Status:")) {
                answer.code(Integer.parseInt(value.substring(0, 3)));
            } else {
                answer.addHeader(line.substring(0, line.indexOf(':')), value);
            }
            line = line(cgi);
        }
        return answer.body(new Buffer().readFrom(cgi)).build();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1).trim();
    }

    private static String nullToEmpty(String text) {
        return text == null ? "" : text;
    }
}
