package io.repobackup.github.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.github.host.GitHubHost;
import io.repobackup.github.script.ScriptedGitHub;
import io.repobackup.http.AnswerReader;
import io.repobackup.http.HttpRequest;
import io.repobackup.http.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppLoginTest {

    private static final KeyPair PAIR = Keys.generate(2048);
    private static final String MINT = "POST /api/v3/app/installations/5/access_tokens";
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicInteger issued = new AtomicInteger();
    private final List<String> valid = new CopyOnWriteArrayList<>();
    private ScriptedGitHub host;
    private AppLogin login;

    @BeforeEach
    void open() throws IOException {
        host = new ScriptedGitHub();
        host.on(MINT, request -> mint(request, HOUR));
        host.on("GET /api/v3/thing", this::thing);
        AppKey key = AppKey.of("7", Keys.secret(Keys.pkcs1(PAIR.getPrivate())));
        login = new AppLogin(host.client(), GitHubHost.at(host.web()), key, host.clock);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private MockResponse mint(RecordedRequest request, Duration lifetime) {
        String token = "ghs_" + issued.incrementAndGet() + "_" + "x".repeat(500);
        valid.add(token);
        Instant end = host.clock.instant().plus(lifetime);
        return host.answer(201, "{\"token\":\"" + token + "\",\"expires_at\":\"" + end + "\"}");
    }

    private MockResponse thing(RecordedRequest request) {
        String shown = request.getHeaders().get("Authorization");
        return valid.stream().anyMatch(token -> ("Bearer " + token).equals(shown))
                ? host.answer(200, "{}")
                : host.answer(401, "{\"message\":\"Bad credentials\"}");
    }

    private void ask(CredentialsProvider tokens) {
        HttpRequest request =
                HttpRequest.get(URI.create(host.web() + "/api/v3/thing")).withCredentials(tokens);
        host.client().read(request, AnswerReader.json(100));
    }

    private static String shown(Credentials credentials) {
        return new String(((Credentials.Bearer) credentials).token().reveal());
    }

    @Test
    void aTokenIsAskedForOnceByHoweverManyThreads() throws Exception {
        CredentialsProvider tokens = login.tokens(5);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Credentials>> asking = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                asking.add(tokens::current);
            }
            for (Future<Credentials> answer : pool.invokeAll(asking)) {
                assertThat(shown(answer.get())).startsWith("ghs_1_");
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(issued).hasValue(1);
    }

    @Test
    void aTokenIsRenewedFiveMinutesBeforeItsEnd() {
        CredentialsProvider tokens = login.tokens(5);
        ask(tokens);
        host.clock.advance(HOUR.minusMinutes(5).minusSeconds(1));
        ask(tokens);
        assertThat(issued).hasValue(1);
        host.clock.advance(Duration.ofSeconds(1));
        ask(tokens);
        assertThat(issued).hasValue(2);
    }

    @Test
    void theEndOfATokenIsReadOnTheClockOfTheHost() {
        host.skew(Duration.ofHours(3));
        host.on(MINT, request -> {
            issued.incrementAndGet();
            valid.add("ghs_late");
            Instant end = host.clock.instant().plus(Duration.ofHours(3)).plus(HOUR);
            return host.answer(201, "{\"token\":\"ghs_late\",\"expires_at\":\"" + end + "\"}");
        });
        CredentialsProvider tokens = login.tokens(5);
        ask(tokens);
        host.clock.advance(HOUR.minusMinutes(5));
        ask(tokens);
        assertThat(issued).hasValue(2);
    }

    @Test
    void aTokenThatIsRejectedInTheMiddleIsReplaced() {
        CredentialsProvider tokens = login.tokens(5);
        ask(tokens);
        valid.clear();
        ask(tokens);
        assertThat(issued).hasValue(2);
        assertThat(shown(tokens.current())).startsWith("ghs_2_");
    }

    @Test
    void aLateRejectionOfAnEarlierTokenChangesNothing() {
        CredentialsProvider tokens = login.tokens(5);
        Credentials first = tokens.current();
        tokens.rejected(first);
        Credentials second = tokens.current();
        tokens.rejected(first);
        assertThat(tokens.current()).isEqualTo(second);
        assertThat(issued).hasValue(2);
    }

    @Test
    void aHostThatIssuesTheRejectedTokenAgainEndsIt() {
        host.on(MINT, 201, "{\"token\":\"ghs_same\",\"expires_at\":\"2030-01-01T00:00:00Z\"}");
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> ask(login.tokens(5)))
                .withMessageContaining("refuses the credentials of 'app-7-installation-5'");
        assertThat(host.requests()).filteredOn(MINT::equals).hasSize(2);
    }

    @Test
    void eachInstallationIsAnIdentityWithTokensThatAreShared() {
        assertThat(login.tokens(5).identity()).isEqualTo("app-7-installation-5");
        assertThat(login.tokens(6).identity()).isEqualTo("app-7-installation-6");
        login.tokens(5).current();
        login.tokens(5).current();
        assertThat(issued).hasValue(1);
    }

    @Test
    void aClockThatIsWrongIsCorrectedByTheHosts() {
        host.skew(Duration.ofMinutes(-20));
        List<Long> issuedAt = new ArrayList<>();
        host.on(MINT, request -> {
            String[] jwt = request.getHeaders().get("Authorization").split("[ .]");
            long iat = JsonValue.parse(Base64.getUrlDecoder().decode(jwt[2]))
                    .at("iat")
                    .number();
            issuedAt.add(iat);
            boolean isPast =
                    iat <= host.clock.instant().minus(Duration.ofMinutes(20)).getEpochSecond();
            return isPast
                    ? mint(request, HOUR)
                    : host.answer(
                            401,
                            "{\"message\":\"'Issued at' claim ('iat') must be an Integer representing the time that the"
                                    + " assertion was issued\"}");
        });
        login.tokens(5).current();
        login.tokens(5).rejected(login.tokens(5).current());
        login.tokens(5).current();
        long rightTime = host.clock.instant().minus(Duration.ofMinutes(21)).getEpochSecond();
        assertThat(issuedAt)
                .containsExactly(host.clock.instant().minusSeconds(60).getEpochSecond(), rightTime, rightTime);
    }

    @Test
    void aKeyThatIsNotTheAppsIsNamedAsSuchAfterOneRequest() {
        host.on(MINT, 401, "{\"message\":\"A JSON web token could not be decoded\"}");
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> login.tokens(5).current())
                .withMessageContaining("A JSON web token could not be decoded")
                .withMessageContaining("private key")
                .withMessageContaining("App 7")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("unsuspend"));
        assertThat(host.requests()).containsExactly(MINT);
    }

    @Test
    void aSuspendedInstallationIsNamedAsSuch() {
        host.on(MINT, 403, "{\"message\":\"This installation has been suspended\"}");
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> login.tokens(5).current())
                .withMessageContaining("This installation has been suspended")
                .withMessageContaining("unsuspend");
    }

    @Test
    void anInstallationThatIsGoneIsNamedAsSuch() {
        host.on(MINT, 404, "{\"message\":\"Not Found\"}");
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> login.tokens(5).current())
                .withMessageContaining("no installation 5")
                .withMessageContaining("install the App again");
    }

    @Test
    void aHostThatIsDownForAMomentIsAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        host.on(
                MINT,
                request -> asked.incrementAndGet() == 1
                        ? host.answer(503, "<html>", "Content-Type", "text/html")
                        : mint(request, HOUR));
        login.tokens(5).current();
        assertThat(asked).hasValue(2);
    }

    @Test
    void aFreshTokenIsWaitedForUntilItIsAccepted() {
        AtomicInteger asked = new AtomicInteger();
        host.on(
                "GET /api/v3/rate_limit",
                request -> asked.incrementAndGet() < 3
                        ? host.answer(401, "{\"message\":\"Bad credentials\"}")
                        : host.answer(200, "{}"));
        ask(login.tokens(5));
        assertThat(asked).hasValue(3);
        assertThat(issued).hasValue(1);
    }

    @Test
    void aFreshTokenThatIsNeverAcceptedIsNoMatterOfPermissions() {
        host.on("GET /api/v3/rate_limit", 401, "{\"message\":\"Bad credentials\"}");
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> login.tokens(5).current())
                .withMessageContaining("issued a moment ago is not accepted: Bad credentials");
    }

    @Test
    void installationsAreListedPageByPage() {
        host.on(
                "GET /api/v3/app/installations?per_page=100",
                200,
                "[" + installation(5, "acme", "null") + "]",
                "Link",
                "<" + host.web() + "/api/v3/app/installations?per_page=100&page=2>; rel=\"next\"");
        host.on(
                "GET /api/v3/app/installations?per_page=100&page=2",
                200,
                "[" + installation(6, "beta", "\"2026-01-01T00:00:00Z\"") + "]");
        List<Installation> all = login.installations();
        assertThat(all).extracting(Installation::account).containsExactly("acme", "beta");
        assertThat(all.get(0).unlessSuspended()).isEqualTo(all.get(0));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> all.get(1).unlessSuspended())
                .withMessageContaining("'beta' is suspended");
    }

    @Test
    void anAppThatIsNotInstalledThereSaysSo() {
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> login.installationFor("orgs/acme"))
                .withMessageContaining("App 7 is not installed for orgs/acme");
    }

    private static String installation(long id, String account, String suspended) {
        return "{\"id\":" + id + ",\"account\":{\"id\":" + (100 + id) + ",\"login\":\"" + account
                + "\",\"html_url\":\"https://github.com/" + account + "\"},\"target_type\":\"Organization\","
                + "\"suspended_at\":" + suspended + "}";
    }
}
