package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BodyStreamTest {

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

    private void isCutShort(MockResponse response) {
        host.server.enqueue(response);
        try (HttpResponse answer = host.client().send(get)) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> answer.bodyUpTo(1_000_000))
                    .withMessageContaining("broke off after ")
                    .withMessageContaining(" bytes")
                    .withCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void shorterThanItsLengthIsAFailure() {
        isCutShort(longBody().onResponseBody(new SocketEffect.CloseSocket()).build());
    }

    @Test
    void withoutItsLastChunkIsAFailure() {
        isCutShort(new MockResponse.Builder()
                .chunkedBody("x".repeat(200_000), 1_000)
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
    }

    @Test
    void ofGzipThatEndsEarlyIsAFailure() {
        isCutShort(new MockResponse.Builder()
                .setHeader("Content-Encoding", "gzip")
                .body(new Buffer().write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1}))
                .build());
    }

    @Test
    void thatFallsSilentIsAFailure() {
        host.server.enqueue(longBody().throttleBody(1_000, 30, TimeUnit.SECONDS).build());

        try (HttpResponse answer = impatient().send(get)) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> answer.body().readAllBytes())
                    .withMessageContaining("broke off after 1000 bytes");
        }
    }

    @Test
    void mayTakeLongerThanTheIdleTimeoutWhileBytesCome() throws Exception {
        host.server.enqueue(new MockResponse.Builder()
                .body("x".repeat(10))
                .throttleBody(2, 200, TimeUnit.MILLISECONDS)
                .build());

        try (HttpResponse answer = impatient().send(get)) {
            assertThat(answer.body().readAllBytes()).hasSize(10);
        }
    }

    @Test
    void isReadByteByByteToo() throws Exception {
        host.answer(200, "ab");

        try (HttpResponse answer = host.client().send(get)) {
            assertThat(answer.body().read()).isEqualTo('a');
            assertThat(answer.body().available()).isLessThanOrEqualTo(1);
            assertThat(answer.body().read()).isEqualTo('b');
            assertThat(answer.body().read()).isNegative();
        }
    }
}
