package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.RateLimitedException;
import io.repobackup.http.limit.Cost;
import io.repobackup.http.limit.LimitRule;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    private static final String SECONDARY =
            "{\"message\":\"You have exceeded a secondary rate limit. Please wait a few minutes before you try again.\"}";

    private HostFixture host;
    private HttpClient client;
    private HttpRequest get;

    @BeforeEach
    void open() throws Exception {
        host = new HostFixture();
        client = host.client();
        get = HttpRequest.get(host.url("/x")).withCredentials(Tokens.fixed("one", "token-1"));
    }

    @AfterEach
    void close() {
        host.close();
    }

    /** As recorded from GitHub by its Java library, and from GitLab's documentation. */
    @Nested
    class Refusals {

        private void isWaited(long seconds) {
            host.answer(200, "again");
            assertThat(HostFixture.text(client.send(get))).isEqualTo("again");
            assertThat(host.waits).containsExactly(Duration.ofSeconds(seconds + 1));
        }

        @Test
        void of403WithRetryAfter() {
            host.answer(403, SECONDARY, "Retry-After", "65");
            isWaited(65);
        }

        @Test
        void of403ThatOnlySaysSo() {
            host.answer(
                    403,
                    SECONDARY,
                    "X-RateLimit-Remaining",
                    "21",
                    "X-RateLimit-Reset",
                    "1767614460",
                    "X-RateLimit-Resource",
                    "search");
            isWaited(60);
        }

        @Test
        void of403InOlderWords() {
            host.answer(403, "{\"message\":\"You have triggered an abuse detection mechanism.\"}");
            isWaited(60);
        }

        @Test
        void of429WithADate() {
            host.answer(
                    429, "", "Date", "Mon, 05 Jan 2026 11:55:00 GMT", "Retry-After", "Mon, 05 Jan 2026 11:56:30 GMT");
            isWaited(90);
        }

        @Test
        void of429WithNothing() {
            host.answer(429);
            isWaited(60);
        }

        @Test
        void of403WithAnEmptyBudgetWhateverElseItSays() {
            host.answer(
                    403,
                    "{\"message\":\"Must have push access\"}",
                    "Date",
                    "Mon, 05 Jan 2026 12:05:00 GMT",
                    "x-ratelimit-remaining",
                    "0",
                    "x-ratelimit-reset",
                    "1767615000",
                    "x-ratelimit-limit",
                    "60");
            isWaited(301);
        }

        @Test
        void of429AsGitLabSendsIt() {
            host.answer(
                    429,
                    "Retry later\n",
                    "Content-Type",
                    "text/plain",
                    "RateLimit-Limit",
                    "2000",
                    "RateLimit-Remaining",
                    "0",
                    "RateLimit-Reset",
                    "1767614430",
                    "RateLimit-Name",
                    "throttle_authenticated_api",
                    "Retry-After",
                    "30");
            isWaited(30);
        }

        @Test
        void butNotOfAPermission() {
            host.answer(
                    403,
                    "{\"message\":\"Resource not accessible by integration\"}",
                    "x-ratelimit-remaining",
                    "4999",
                    "x-ratelimit-reset",
                    "1767618000",
                    "x-ratelimit-limit",
                    "5000");

            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> client.send(get));
            assertThat(host.waits).isEmpty();
        }

        @Test
        void areNoAnswerToWhoeverAcceptsARefusal() {
            host.answer(403, SECONDARY, "Retry-After", "5");
            host.answer(200, "again");

            assertThat(HostFixture.text(client.send(get.accepting(403)))).isEqualTo("again");
        }

        @Test
        void areNotRepeatedForWhatMustNotBe() {
            host.answer(429, "", "Retry-After", "5");
            HttpRequest post = HttpRequest.post(host.url("/x"), "text/plain", new byte[1]);

            RateLimitedException failure = catchThrowableOfType(RateLimitedException.class, () -> client.send(post));

            assertThat(failure.retryAt()).isEqualTo(host.clock.instant().plusSeconds(5));
        }
    }

    @Test
    void whatIsRefusedAgainAndAgainIsWaitedForTwiceAsLongEachTime() {
        for (int i = 0; i < 9; i++) {
            host.answer(403, SECONDARY);
        }
        HttpClient patient = host.keep(host.settings()
                .retries(new RetryRule(9, Duration.ofSeconds(1), Duration.ofSeconds(60)))
                .build());

        RateLimitedException failure = catchThrowableOfType(RateLimitedException.class, () -> patient.send(get));

        assertThat(host.waits)
                .extracting(wait -> wait.toSeconds() - 1)
                .containsExactly(60L, 120L, 240L, 480L, 960L, 1_920L);
        assertThat(failure.retryAt()).isEqualTo(host.clock.instant().plusSeconds(3_840));
        assertThat(host.server.getRequestCount()).isEqualTo(7);
    }

    @Test
    void anAnswerEndsTheDoubling() {
        host.answer(429);
        host.answer(200);
        host.answer(429);
        host.answer(200);

        client.send(get).close();
        client.send(get).close();

        assertThat(host.waits).containsExactly(Duration.ofSeconds(61), Duration.ofSeconds(61));
    }

    @Test
    void afterAPauseTheCredentialsAreAskedForAgain() throws Exception {
        Tokens tokens = Tokens.of("old-token", "new-token");
        host.answer(429, "", "Retry-After", "3600");
        host.answer(200);
        HttpClient renewing = host.keep(host.settings()
                .sleeper(wait -> tokens.rejected(tokens.current()))
                .build());

        renewing.send(HttpRequest.get(host.url("/x")).withCredentials(tokens)).close();

        assertThat(host.taken().getHeaders().get("Authorization")).isEqualTo("Bearer old-token");
        assertThat(host.taken().getHeaders().get("Authorization")).isEqualTo("Bearer new-token");
    }

    @Test
    void aDownloadFromAnotherHostIsPausedByItselfAlone() {
        HttpClient strict = host.keep(host.settings()
                .limits(LimitRule.standard().withLongestWait(Duration.ofSeconds(1)))
                .build());
        host.redirect(302, host.otherName("/asset"));
        host.answer(429, "", "Retry-After", "60");
        host.answer(200, "fine");

        assertThatExceptionOfType(RateLimitedException.class).isThrownBy(() -> strict.send(get));
        assertThat(HostFixture.text(strict.send(get))).isEqualTo("fine");
    }

    @Test
    void noMoreThanSoManyAreUnderWay() throws Exception {
        HttpClient narrow = host.keep(
                host.settings().limits(LimitRule.standard().withConcurrent(1)).build());
        host.answer(200, "first");
        host.answer(200, "second");
        HttpResponse first = narrow.send(get);

        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> HostFixture.text(narrow.send(get)));
        HttpRequest other = get.withCredentials(Tokens.fixed("other", "token-2"));
        host.answer(200, "third");
        String ofAnother = HostFixture.text(narrow.send(other));
        assertThat(ofAnother).isEqualTo("second");
        assertThat(second).isNotDone();
        assertThat(host.server.getRequestCount()).isEqualTo(2);
        first.close();

        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("third");
    }

    @Nested
    class AnEnd {

        private Throwable whenStopped(
                CountDownLatch waiting, HttpClient stopped, boolean interrupt, HttpRequest request) throws Exception {
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    stopped.send(request).close();
                    end.complete(new AssertionError("it was not stopped"));
                } catch (Throwable e) {
                    end.complete(e);
                }
            });
            thread.start();
            waiting.await();
            if (interrupt) {
                thread.interrupt();
            } else {
                stopped.close();
            }
            return end.get(20, TimeUnit.SECONDS);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void comesAtOnceToAPause(boolean interrupt) throws Exception {
            CountDownLatch waiting = new CountDownLatch(1);
            HttpClient real = host.keep(HttpClient.builder()
                    .listener(event -> {
                        if (event instanceof HttpEvent.Paused) {
                            waiting.countDown();
                        }
                    })
                    .build());
            host.answer(429, "", "Retry-After", "3000");

            assertThat(whenStopped(waiting, real, interrupt, get)).isInstanceOf(CancelledException.class);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void comesAtOnceToWhoWaitsForARequestOfAnother(boolean interrupt) throws Exception {
            HttpClient narrow = host.keep(host.settings()
                    .limits(LimitRule.standard().withConcurrent(1))
                    .build());
            host.answer(200, "first");
            HttpResponse first = narrow.send(get);
            CountDownLatch begun = new CountDownLatch(1);
            begun.countDown();

            assertThat(whenStopped(begun, narrow, interrupt, get))
                    .isInstanceOfAny(CancelledException.class, IllegalStateException.class);
            first.close();
        }
    }

    @Test
    void aFirstRequestThatIsLostLetsTheNextOneGo() {
        host.server.enqueue(new MockResponse.Builder()
                .onResponseStart(new mockwebserver3.SocketEffect.CloseSocket())
                .build());
        host.answer(200, "ok");

        assertThat(HostFixture.text(client.send(get.withCost(Cost.of("core"))))).isEqualTo("ok");
    }

    @Test
    void aListenerOfAWhileHearsOnlyThat() {
        host.answer(200);
        host.answer(200);
        host.answer(200);
        java.util.List<HttpEvent> heard = new java.util.ArrayList<>();

        client.send(get).close();
        HttpClient.Listening listening = client.listen(heard::add);
        try (listening) {
            client.send(get).close();
        }
        client.send(get).close();

        assertThat(heard).hasSize(2);
        assertThat(host.events).hasSize(6);
    }
}
