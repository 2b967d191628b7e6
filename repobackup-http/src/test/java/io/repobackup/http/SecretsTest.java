package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.repobackup.api.credential.CredentialsProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Everything that gets out, with all logs at their most talkative, against a host that repeats what it was sent. */
class SecretsTest {

    private static final String TOKEN = "ghs_T0kenT0ken";
    private static final String PASSWORD = "pässw0rd+/";
    private static final String ENCODED = "dXNlcjpww6Rzc3cwcmQrLw==";
    private static final String SIGNED = "s1gnature&x";
    private static final String HEADER = "glpat-header";

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream err = System.err;
    private final Logger jul = Logger.getLogger("okhttp3");
    private final Recorder recorder = new Recorder();
    private HostFixture host;

    @BeforeEach
    void listen() throws Exception {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        jul.setLevel(Level.ALL);
        jul.addHandler(recorder);
        host = new HostFixture();
    }

    @AfterEach
    void restore() {
        host.close();
        jul.removeHandler(recorder);
        jul.setLevel(null);
        System.setErr(err);
    }

    private URI signedUrl() {
        return host.url("/x?Signature=s1gnature%26x&n=7");
    }

    private HttpRequest request(CredentialsProvider credentials) {
        return HttpRequest.get(signedUrl()).withCredentials(credentials).withHeader("PRIVATE-TOKEN", HEADER);
    }

    /** An answer that repeats this secret and everything else that was sent. */
    private void repeats(int status, String secret, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder()
                .status("HTTP/1.1 " + status + " No " + secret)
                .setHeader("Content-Type", "text/plain; charset=utf-8")
                .body(String.join(" ", secret, SIGNED, "Signature=s1gnature%26x", HEADER, "and so on"));
        for (int i = 0; i < headers.length; i += 2) {
            response.setHeader(headers[i], headers[i + 1]);
        }
        host.server.enqueue(response.build());
    }

    private void assertNothingGotOut(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        String all = trace + host.events.toString() + log.toString(StandardCharsets.UTF_8) + recorder.text;
        assertThat(all)
                .doesNotContain(TOKEN, PASSWORD, ENCODED, SIGNED, HEADER)
                .doesNotContain("s1gnature%26x")
                .contains("Signature=***");
    }

    @Test
    void theLogOfTheseTestsIsHeard() {
        host.answer(200);

        host.client().send(HttpRequest.get(signedUrl())).close();

        assertThat(LoggerFactory.getLogger(HttpClient.class).isTraceEnabled()).isTrue();
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("DEBUG io.repobackup.http.HttpClient")
                .contains("Sent[")
                .contains("status=200")
                .contains("n=7&Signature=***");
    }

    @Test
    void stayInsideWhenTokensAreRejected() {
        repeats(401, TOKEN);

        assertNothingGotOut(catchThrowable(() -> host.client().send(request(Tokens.of(TOKEN)))));
    }

    @Test
    void stayInsideWhenAPasswordIsForbidden() {
        repeats(403, ENCODED);
        repeats(403, PASSWORD);

        HttpRequest request = request(Tokens.basic("user", PASSWORD));

        assertNothingGotOut(catchThrowable(() -> host.client().send(request)));
        assertNothingGotOut(catchThrowable(() -> host.client().send(request)));
    }

    @Test
    void stayInsideWhenRequestsAreRepeated() {
        List.of(503, 500, 429, 502).forEach(status -> repeats(status, TOKEN, "Retry-After", "1"));

        assertNothingGotOut(catchThrowable(() -> host.client().send(request(Tokens.of(TOKEN)))));
        assertThat(host.waits).hasSize(3);
    }

    @Test
    void stayInsideWhenTheAnswerIsNoHttp() {
        for (int i = 0; i < 4; i++) {
            host.server.enqueue(
                    new MockResponse.Builder().status(TOKEN + " " + HEADER).build());
        }

        assertNothingGotOut(catchThrowable(() -> host.client().send(request(Tokens.of(TOKEN)))));
    }

    @Test
    void stayInsideWhenARedirectIsRefused() {
        host.redirect(302, URI.create("http://10.0.0.1/?token=" + TOKEN + "&Signature=s1gnature%26x"));
        HttpClient outside = host.keep(
                host.settings().privateAddress(a -> a.getAddress()[0] == 10).build());

        assertNothingGotOut(catchThrowable(() -> outside.send(request(Tokens.of(TOKEN)))));
    }

    @Test
    void stayInsideWhenTheBodyBreaksOff() {
        host.server.enqueue(new MockResponse.Builder()
                .body("x".repeat(200_000))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        try (HttpResponse answer = host.client().send(request(Tokens.of(TOKEN)))) {
            assertNothingGotOut(catchThrowable(() -> answer.bodyUpTo(1_000_000)));
        }
    }

    @Test
    void stayInsideATextOfARequest() {
        assertThat(request(Tokens.of(TOKEN)).toString()).isEqualTo("GET " + host.url("/x") + "?n=7&Signature=***");
    }

    @Test
    void aListenerThatThrowsIsLoggedAndHarmsNothing() {
        host.answer(200, "fine");
        HttpClient client = host.keep(host.settings()
                .listener(event -> {
                    throw new IllegalStateException("deaf");
                })
                .build());

        assertThat(HostFixture.text(client.send(HttpRequest.get(host.url("/")))))
                .isEqualTo("fine");
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("An HTTP listener threw");
    }

    private static final class Recorder extends Handler {

        private final StringBuffer text = new StringBuffer();

        @Override
        public void publish(LogRecord logged) {
            text.append(logged.getMessage()).append(logged.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
