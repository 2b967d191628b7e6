package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.MisconfiguredException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects from the public Internet. Here 127.0.0.1 plays a public address, and all others are private. */
class RedirectRuleTest {

    private HostFixture host;
    private HttpRequest get;

    @BeforeEach
    void open() throws Exception {
        host = new HostFixture();
        get = HttpRequest.get(host.url("/old"));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private final InetAddress publicly = loopback(1);
    private final InetAddress privately = loopback(2);

    private HttpClient outside() {
        OkHttpClient named = new OkHttpClient.Builder()
                .dns(name -> List.of(name.startsWith("public") ? publicly : privately))
                .build();
        return host.keep(host.settings()
                .okHttp(named)
                .privateAddress(address -> !address.equals(publicly))
                .build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.1.2.3/", "http://[::1]/", "http://localhost/", "http://169.254.169.254/latest",
                "http://a.localhost/", "http://[::ffff:10.0.0.1]/", "https://192.168.0.1/", "http://167772161/"
            })
    void aPrivateAddressIsRefusedBeforeConnecting(String target) {
        host.redirect(302, URI.create(target));

        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> outside().send(get))
                .withMessageContaining("private address");
        assertThat(host.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aNameOfAPrivateAddressIsSentNothing() throws Exception {
        try (MockWebServer inside = new MockWebServer()) {
            inside.start(privately, 0);
            host.redirect(307, URI.create("http://harmless.example:" + inside.getPort() + "/"));

            assertThatExceptionOfType(MisconfiguredException.class)
                    .isThrownBy(() -> outside().send(HttpRequest.post(host.url("/old"), "text/plain", new byte[] {7})))
                    .withMessageContaining("harmless.example has a private address");
            assertThat(inside.getRequestCount()).isZero();
        }
    }

    @Test
    void anotherPublicNameIsFollowed() {
        host.redirect(302, URI.create("http://public.example:" + host.server.getPort() + "/new"));
        host.answer(200, "here");

        assertThat(HostFixture.text(outside().send(get))).isEqualTo("here");
    }

    @Test
    void aPrivateHostMayLeadToAnother() throws Exception {
        try (MockWebServer inside = new MockWebServer()) {
            inside.start(privately, 0);
            inside.enqueue(new MockResponse.Builder()
                    .code(302)
                    .setHeader("Location", "http://other.example:" + inside.getPort())
                    .build());
            inside.enqueue(new MockResponse.Builder().body("here").build());
            HttpRequest request = HttpRequest.get(URI.create("http://intranet.example:" + inside.getPort() + "/"));

            assertThat(HostFixture.text(outside().send(request))).isEqualTo("here");
        }
    }

    private static InetAddress loopback(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
