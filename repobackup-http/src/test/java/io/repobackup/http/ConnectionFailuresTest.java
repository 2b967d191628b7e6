package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.UnavailableException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionFailuresTest {

    private HostFixture host;
    private HttpRequest get;

    @BeforeEach
    void open() throws Exception {
        host = new HostFixture();
        get = HttpRequest.get(host.url("/x"));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static MockResponse.Builder longBody() {
        return new MockResponse.Builder().body("x".repeat(200_000));
    }

    private HttpClient impatient() {
        return host.keep(host.settings().idleTimeout(Duration.ofMillis(500)).build());
    }

    @Nested
    class WithoutAnAnswer {

        @Test
        void anUnknownHostSaysWhatToCheck() {
            OkHttpClient nameless = new OkHttpClient.Builder()
                    .dns(name -> {
                        throw new UnknownHostException(name + ": no such name");
                    })
                    .build();
            HttpClient client = host.keep(host.settings().okHttp(nameless).build());

            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> client.send(HttpRequest.get(URI.create("https://tpyo.example/a"))))
                    .withMessageContaining("https://tpyo.example/a")
                    .withMessageContaining("check how the host's name is written")
                    .withCauseInstanceOf(UnknownHostException.class);
            assertThat(host.waits).hasSize(3);
        }

        @Test
        void aClosedPortSaysWhatToCheck() {
            HttpClient client = host.client();
            host.server.close();

            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> client.send(get))
                    .withMessageContaining("check the address and the network");
        }

        @Test
        void silenceIsATimeout() {
            for (int i = 0; i < 4; i++) {
                host.server.enqueue(new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
            }

            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> impatient().send(get))
                    .withMessageContaining("with a longer timeout")
                    .withCauseInstanceOf(SocketTimeoutException.class);
            assertThat(host.server.getRequestCount()).isEqualTo(4);
        }

        @Test
        void silenceAfterAPostLeavesOpenWhatHappened() {
            host.server.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
            HttpRequest post = HttpRequest.post(host.url("/x"), "text/plain", new byte[0]);

            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() -> impatient().send(post));
        }

        @Test
        void aRequestMayBeMorePatientThanItsClient() {
            host.server.enqueue(
                    longBody().headersDelay(900, TimeUnit.MILLISECONDS).build());

            impatient().send(get.withIdleTimeout(Duration.ofSeconds(20))).close();

            assertThat(host.server.getRequestCount()).isEqualTo(1);
        }

        @Test
        void whatIsNoHttpIsNoProperAnswer() {
            for (int i = 0; i < 4; i++) {
                host.server.enqueue(new MockResponse.Builder()
                        .status("SSH-2.0-" + "x".repeat(9_000))
                        .build());
            }

            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> host.client().send(get))
                    .withMessageContaining("SSH-2.0-")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
        }

        @Test
        void aConnectionThatTheOwnClientForbidsIsAWrongSetting() {
            OkHttpClient strict = new OkHttpClient.Builder()
                    .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                    .build();

            assertThatExceptionOfType(MisconfiguredException.class)
                    .isThrownBy(() ->
                            host.keep(host.settings().okHttp(strict).build()).send(get))
                    .withMessageContaining("use https");
        }
    }

    @Nested
    class Addresses {

        @ParameterizedTest
        @ValueSource(strings = {"ssh://git@host/x", "file:///tmp/x", "host/path", "mailto:a@b", "/x", "git://h/x?t=1"})
        void thatAreNotOfTheWebAreWrongSettings(String address) {
            assertThatExceptionOfType(MisconfiguredException.class)
                    .isThrownBy(() -> HttpRequest.get(URI.create(address)))
                    .withMessageContaining("use one like https://host/path");
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://user:hunter2@host/x", "https://hunter2@host/x", "ssh://user:hunter2@host/x"})
        void thatHoldCredentialsAreRefusedWithoutShowingThem(String address) {
            assertThatExceptionOfType(MisconfiguredException.class)
                    .isThrownBy(() -> HttpRequest.get(URI.create(address)))
                    .withMessageContaining("//host/x")
                    .withMessageNotContaining("hunter2");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 86_400_001})
    void aTimeoutThatIsNoneIsRefused(long millis) {
        Duration timeout = Duration.ofMillis(millis);

        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> get.withIdleTimeout(timeout));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> HttpClient.builder().connectTimeout(timeout));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> HttpClient.builder().idleTimeout(timeout));
    }

    @Test
    void aHeaderThatCannotBeSentIsRefusedWithoutShowingIt() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> get.withHeader("X-Token", "hunter2\r\nHost: evil"))
                .withMessageContaining("X-Token")
                .withMessageNotContaining("hunter2");
    }
}
