package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.core.source.GitSource;
import io.repobackup.core.vault.Vault;
import io.repobackup.http.HttpClient;
import io.repobackup.http.RetryRule;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All that a run leaves or shows, against hosts that repeat what they were sent wherever they can: no token, in no
 * spelling. The logs of these tests are at their most talkative.
 */
class SecretsOfARunTest {

    private static final String TOKEN = "ghs_T0ken+of/the=run";
    private static final String BASIC =
            Base64.getEncoder().encodeToString(("me:" + TOKEN).getBytes(StandardCharsets.UTF_8));
    private static final List<String> SPELLINGS = List.of(
            TOKEN,
            BASIC,
            URLEncoder.encode(TOKEN, StandardCharsets.UTF_8),
            Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8)),
            "T0ken");

    /** Where a host repeats what it was sent. */
    private enum Echo {
        BODY_OF_401,
        BODY_OF_403,
        BODY_OF_404,
        BODY_OF_451,
        BODY_OF_500,
        STATUS_LINE_OF_PAGE,
        CONTENT_TYPE,
        LOCATION_ELSEWHERE,
        LOCATION_PATH_THAT_FAILS,
        NOT_A_PKT_LINE,
        ERR_LINE,
        LINE_THAT_IS_NO_REF,
        OLD_PROTOCOL,
        SIDE_BAND_3,
        NAME_OF_A_SECTION
    }

    @TempDir
    Path dir;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final StringBuffer shown = new StringBuffer();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Logger root = Logger.getLogger("");
    private final Recorder recorder = new Recorder(shown);
    private final InMemoryBlobSink store = InMemoryBlobSink.create();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Echo echo = Echo.ERR_LINE;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
        root.setLevel(Level.ALL);
        root.addHandler(recorder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
        root.removeHandler(recorder);
        root.setLevel(Level.INFO);
        System.setOut(out);
        System.setErr(err);
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static String pkt(String line) {
        return String.format("%04x%s", line.length() + 4, line);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            boolean forPack = new String(request, StandardCharsets.ISO_8859_1).contains("command=fetch");
            String shownToUs = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            String repeated = TOKEN + " " + shownToUs.replaceFirst("^[A-Za-z]+ ", "");
            switch (echo) {
                case BODY_OF_401 -> send(exchange, 401, "text/plain", repeated);
                case BODY_OF_403 -> send(exchange, 403, "application/json", "{\"message\":\"" + repeated + "\"}");
                case BODY_OF_404 -> send(exchange, 404, "text/html", "<title>" + repeated + "</title>");
                case BODY_OF_451 -> send(exchange, 451, "text/plain", repeated);
                case BODY_OF_500 -> send(exchange, 500, "text/plain", repeated);
                case STATUS_LINE_OF_PAGE -> send(exchange, 200, "text/html; x=" + TOKEN, repeated);
                case CONTENT_TYPE -> send(exchange, 200, repeated, repeated);
                case LOCATION_ELSEWHERE -> {
                    exchange.getResponseHeaders()
                            .set("Location", "ftp://h/" + repeated.replace(' ', '/') + "?x=" + TOKEN);
                    send(exchange, 302, "text/plain", repeated);
                }
                case LOCATION_PATH_THAT_FAILS -> {
                    boolean again = exchange.getRequestURI().getPath().startsWith("/again");
                    exchange.getResponseHeaders()
                            .set(
                                    "Location",
                                    address("/again").replace("127.0.0.1", "localhost") + "/"
                                            + repeated.replace(' ', '/') + "?x="
                                            + URLEncoder.encode(TOKEN, StandardCharsets.UTF_8));
                    send(exchange, again ? 404 : 307, "text/plain", repeated);
                }
                case NOT_A_PKT_LINE -> git(exchange, TOKEN);
                case ERR_LINE -> git(exchange, pkt("ERR no access with " + repeated));
                case LINE_THAT_IS_NO_REF -> git(exchange, pkt(repeated));
                case OLD_PROTOCOL -> git(exchange, pkt("version 1 " + repeated) + "0000");
                case SIDE_BAND_3 ->
                    git(
                            exchange,
                            forPack
                                    ? pkt("packfile\n") + pkt("\2told " + repeated) + pkt("\3died with " + repeated)
                                    : refs());
                case NAME_OF_A_SECTION ->
                    git(exchange, forPack ? pkt("shallow-info\n") + pkt("shallow " + repeated) : refs());
            }
        }
    }

    private static String refs() {
        return pkt("a".repeat(40) + " refs/heads/main\n") + "0000";
    }

    private static void git(HttpExchange exchange, String answer) throws IOException {
        String kind = exchange.getRequestMethod().equals("GET") ? "advertisement" : "result";
        send(exchange, 200, "application/x-git-upload-pack-" + kind, answer);
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Echo", TOKEN);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private BackupReport backUp(Credentials credentials) {
        CredentialsProvider provider = CredentialsProvider.fixed("robot", credentials);
        GitSource source = GitSource.builder()
                .id("test")
                .credentials(provider)
                .repository(address("/acme/tool.git"))
                .build();
        try (HttpClient http = HttpClient.builder()
                .retries(new RetryRule(2, Duration.ofMillis(1), Duration.ofMillis(1)))
                .listener(event -> show(event))
                .build()) {
            BackupEngine engine = BackupEngine.builder()
                    .source(source)
                    .vault(Vault.openOrCreate(store))
                    .scratch(dir)
                    .http(http)
                    .listener(this::show)
                    .build();
            Stream.of(source, provider, credentials, http, engine, engine.plan(Scope.everything()))
                    .forEach(this::show);
            return engine.run();
        }
    }

    private void show(Object thing) {
        shown.append(thing).append('\n');
        shown.append(Thread.currentThread().getName()).append('\n');
    }

    private void show(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        shown.append(trace);
    }

    private void assertNothingGotOut(BackupReport report) throws IOException {
        show(report);
        report.entries().forEach(entry -> {
            show(OutcomeNotes.of(entry.outcome()));
            if (entry.outcome() instanceof Outcome.Failed failed) {
                show(failed.cause());
            }
        });
        report.alarms().forEach(this::show);
        Thread.getAllStackTraces().keySet().forEach(thread -> show(thread.getName()));
        try (Stream<Path> files = Files.walk(dir)) {
            files.forEach(this::show);
        }
        store.keys().forEach(key -> {
            show(key);
            shown.append(text(store.content(key)));
        });
        String everything = shown + printed.toString(StandardCharsets.UTF_8);
        assertThat(everything).contains("robot", "acme/tool");
        SPELLINGS.forEach(
                spelling -> assertThat(everything).as(echo + " " + spelling).doesNotContain(spelling));
    }

    private static String text(byte[] stored) {
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(stored))) {
            return new String(plain.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException notCompressed) {
            return new String(stored, StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @EnumSource(Echo.class)
    void aBearerTokenStaysInside(Echo where) throws IOException {
        echo = where;

        BackupReport report = backUp(new Credentials.Bearer(Secret.of(TOKEN.toCharArray())));

        assertThat(report.entries())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.outcome()).isNotInstanceOf(Outcome.Stored.class));
        assertNothingGotOut(report);
    }

    @ParameterizedTest
    @EnumSource(Echo.class)
    void aPasswordStaysInside(Echo where) throws IOException {
        echo = where;

        assertNothingGotOut(backUp(new Credentials.Basic("me", Secret.of(TOKEN.toCharArray()))));
    }

    @Test
    void theLogOfTheseTestsIsHeard() {
        backUp(Credentials.None.NONE);

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("DEBUG io.repobackup.http.HttpClient");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:ghs_T0ken@git.example/a.git",
                "https://ghs_T0ken@git.example/a.git",
                "https://me:ghs_T0ken@my_host/a.git",
                "https://me:ghs_T0 ken@git.example/a.git",
                "https://git.example/a.git?private_token=ghs_T0ken",
                "https://git.example/a.git#ghs_T0ken",
                "me:ghs_T0ken@git.example:acme/a.git",
                "ssh://me:ghs_T0ken@git.example/a.git"
            })
    void anAddressWithATokenIsRefusedWithoutShowingIt(String address) {
        Throwable refusal = catchThrowable(() -> GitSource.of(address));

        assertThat(refusal).isNotNull();
        show(refusal);
        assertThat(shown.toString()).doesNotContain("T0");
    }

    /** What java.util.logging hears, of OkHttp and others. */
    private static final class Recorder extends Handler {

        private final StringBuffer text;

        Recorder(StringBuffer text) {
            this.text = text;
        }

        @Override
        public void publish(LogRecord logged) {
            if (String.valueOf(logged.getLoggerName()).startsWith("com.sun.net.httpserver")) {
                return; // the server of these tests
            }
            text.append(logged.getMessage()).append(logged.getThrown());
            if (logged.getParameters() != null) {
                text.append(List.of(logged.getParameters()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
