package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.RateLimitedException;
import io.repobackup.api.failure.UnavailableException;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest {

    private HostFixture host;
    private HttpClient client;
    private HttpRequest get;
    private HttpRequest post;

    @BeforeEach
    void open() throws Exception {
        host = new HostFixture();
        client = host.client();
        get = HttpRequest.get(host.url("/x"));
        post = HttpRequest.post(host.url("/x"), "text/plain", new byte[] {1, 2});
    }

    @AfterEach
    void close() {
        host.close();
    }

    private void answers(int times, int status, String... headers) {
        for (int i = 0; i < times; i++) {
            host.answer(status, "", headers);
        }
    }

    private void hangsUp(int times) {
        for (int i = 0; i < times; i++) {
            host.server.enqueue(new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build());
        }
    }

    @Nested
    class Bounds {

        @ParameterizedTest
        @ValueSource(ints = {408, 425, 500, 502, 503, 504, 599})
        void whatMayPassIsTriedAsOftenAsTheRuleSays(int status) {
            answers(9, status);

            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> client.send(get))
                    .withMessageContaining("" + status)
                    .withMessageContaining("on attempt 4");
            assertThat(host.server.getRequestCount()).isEqualTo(4);
        }

        @ParameterizedTest
        @ValueSource(ints = {300, 304, 400, 401, 402, 403, 404, 405, 409, 410, 412, 422, 451, 501, 507})
        void whatWillNotPassIsTriedOnce(int status) {
            answers(9, status);

            assertThat(catchThrowableOfType(RuntimeException.class, () -> client.send(get)))
                    .isNotNull();
            assertThat(host.server.getRequestCount()).isEqualTo(1);
            assertThat(host.waits).isEmpty();
        }

        @Test
        void aConnectionThatIsCutIsTriedAgain() {
            hangsUp(3);
            host.answer(200, "at last");

            assertThat(HostFixture.text(client.send(get))).isEqualTo("at last");
            assertThat(host.waits).hasSize(3);
        }

        @Test
        void aConnectionThatIsAlwaysCutIsUnavailable() {
            hangsUp(9);

            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> client.send(get))
                    .withMessageContaining("got no answer on attempt 4");
            assertThat(host.server.getRequestCount()).isEqualTo(4);
        }

        @Test
        void oneAttemptIsOne() {
            answers(9, 500);
            HttpClient once =
                    host.keep(host.settings().retries(RetryRule.never()).build());

            assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> once.send(get));
            assertThat(host.server.getRequestCount()).isEqualTo(1);
        }

        @Test
        void anAnswerToRetryAtOnceDoesNotEscapeTheBound() {
            answers(9, 503, "Retry-After", "0");

            assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.send(get));
            assertThat(host.server.getRequestCount()).isEqualTo(4);
        }
    }

    @Nested
    class Backoff {

        @Test
        void doublesFromAttemptToAttempt() {
            answers(9, 500);

            assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.send(get));
            assertThat(host.waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        }

        @Test
        void isARandomShare() {
            answers(9, 500);
            HttpClient quick = host.keep(host.settings().jitter(() -> 0.25).build());

            assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> quick.send(get));
            assertThat(host.waits)
                    .containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1));
        }

        @Test
        void stopsDoublingAtTheLongestDelay() {
            RetryRule rule = new RetryRule(2_000, Duration.ofSeconds(1), Duration.ofSeconds(3));

            assertThat(rule.ceiling(2)).isEqualTo(Duration.ofSeconds(2));
            assertThat(rule.ceiling(3)).isEqualTo(Duration.ofSeconds(3));
            assertThat(rule.ceiling(2_000)).isEqualTo(Duration.ofSeconds(3));
        }

        @Test
        void noAttemptAndDelaysOutOfOrderAreRefused() {
            Duration second = Duration.ofSeconds(1);
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> new RetryRule(0, second, second));
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> new RetryRule(1, second, Duration.ZERO));
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> new RetryRule(1, second.negated(), second));
        }
    }

    @Nested
    class Posts {

        @Test
        void aPostThatWasCutMayHaveHappened() {
            hangsUp(1);

            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() -> client.send(post))
                    .withMessageContaining("look there before sending it again");
            assertThat(host.server.getRequestCount()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(ints = {502, 504})
        void aPostThatAGatewayLostMayHaveHappened(int status) {
            answers(9, status);

            assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> client.send(post));
            assertThat(host.server.getRequestCount()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(ints = {408, 500, 503})
        void aPostThatWasRefusedIsNotRepeated(int status) {
            answers(9, status);

            assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.send(post));
            assertThat(host.server.getRequestCount()).isEqualTo(1);
        }

        @Test
        void aPostIsNotRepeatedEvenWhenTheHostSaysAtOnce() {
            answers(9, 503, "Retry-After", "0");

            assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.send(post));
            assertThat(host.server.getRequestCount()).isEqualTo(1);
        }

        @Test
        void aPostThatWasTooMuchIsRateLimitedAtOnce() {
            answers(9, 429, "Retry-After", "1");

            assertThatExceptionOfType(RateLimitedException.class).isThrownBy(() -> client.send(post));
            assertThat(host.server.getRequestCount()).isEqualTo(1);
        }

        @Test
        void aRepeatablePostIsRepeatedWithItsBody() throws Exception {
            hangsUp(1);
            answers(1, 502);
            host.answer(200);

            client.send(post.repeatable()).close();

            for (int i = 0; i < 3; i++) {
                assertThat(host.taken().getBody().toByteArray()).containsExactly(1, 2);
            }
        }
    }

    @Test
    void aPostThatNeverLeftIsTriedAgain() {
        host.close();

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> host.settings().build().send(post))
                .withMessageContaining("on attempt 4")
                .withMessageContaining("check the address and the network");
    }

    @Test
    void aStaleConnectionDoesNotCostARepeatablePost() {
        host.server.enqueue(new MockResponse.Builder()
                .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        host.answer(200, "fresh");

        client.send(get).close();

        assertThat(HostFixture.text(client.send(post.repeatable()))).isEqualTo("fresh");
    }

    @Test
    void eachWaitIsAnnouncedWithItsEnd() {
        answers(1, 503);
        host.answer(200);

        client.send(get).close();

        assertThat(host.events)
                .filteredOn(HttpEvent.Waiting.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    HttpEvent.Waiting waiting = (HttpEvent.Waiting) event;
                    assertThat(waiting.attempt()).isEqualTo(1);
                    assertThat(waiting.until()).isEqualTo(waiting.at().plusSeconds(1));
                    assertThat(waiting.why()).startsWith("503");
                });
    }
}
