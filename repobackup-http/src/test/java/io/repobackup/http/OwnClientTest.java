package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.UnavailableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnClientTest {

    private HostFixture host;

    @BeforeEach
    void open() throws Exception {
        host = new HostFixture();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private HttpClient.Builder bare(OkHttpClient own) {
        return HttpClient.builder().okHttp(own).retries(RetryRule.never());
    }

    @Test
    void itsTimeoutsHoldUnlessOthersAreSet() {
        for (int i = 0; i < 2; i++) {
            host.server.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
        }
        OkHttpClient hasty =
                new OkHttpClient.Builder().readTimeout(Duration.ofMillis(100)).build();
        OkHttpClient patient = new OkHttpClient();
        HttpRequest get = HttpRequest.get(host.url("/"));

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> host.keep(bare(hasty).build()).send(get))
                .withCauseInstanceOf(SocketTimeoutException.class);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> host.keep(bare(patient)
                                .idleTimeout(Duration.ofMillis(100))
                                .build())
                        .send(get))
                .withCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void itsInterceptorsSeeEachRequest() throws Exception {
        host.answer(200);
        OkHttpClient tagging = new OkHttpClient.Builder()
                .addInterceptor(chain -> chain.proceed(
                        chain.request().newBuilder().header("X-Tag", "own").build()))
                .build();

        host.keep(bare(tagging).build()).send(HttpRequest.get(host.url("/"))).close();

        assertThat(host.taken().getHeaders().get("X-Tag")).isEqualTo("own");
    }

    @Test
    void itsRedirectsAreOurs() throws Exception {
        host.redirect(302, host.otherName("/new"));
        host.answer(200);
        HttpRequest request = HttpRequest.get(host.url("/")).withHeader("PRIVATE-TOKEN", "p-1");

        host.keep(bare(new OkHttpClient()).build()).send(request).close();

        host.taken();
        assertThat(host.taken().getHeaders().get("PRIVATE-TOKEN")).isNull();
    }
}
