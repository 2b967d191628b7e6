package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TlsTest {

    private final HeldCertificate authority = TlsFixture.authority("our own");
    private HostFixture host;

    @BeforeEach
    void open() throws Exception {
        host = new HostFixture();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private HttpRequest get() {
        return HttpRequest.get(host.url("/"));
    }

    @Nested
    class Authorities {

        @BeforeEach
        void serve() {
            TlsFixture.serve(host, TlsFixture.signedBy(authority, "127.0.0.1"), authority);
        }

        @Test
        void ofOurOwnAreTrusted() throws Exception {
            host.answer(200, "safe");
            HttpClient client = host.keep(host.settings()
                    .trusting(List.of(TlsFixture.authority("another").certificate()))
                    .trusting(List.of(authority.certificate()))
                    .build());

            assertThat(HostFixture.text(client.send(get()))).isEqualTo("safe");
            assertThat(host.url("/").getScheme()).isEqualTo("https");
            assertThat(host.taken().getVersion()).isEqualTo("HTTP/2");
        }

        @Test
        void comeBesidesThoseOfThePlatform() {
            OkHttpClient.Builder assembled = new OkHttpClient.Builder();
            Tls tls = new Tls();
            tls.trusting(List.of(authority.certificate()));
            tls.applyTo(assembled, null);

            assertThat(assembled.build().x509TrustManager().getAcceptedIssuers())
                    .contains(new OkHttpClient().x509TrustManager().getAcceptedIssuers())
                    .contains(authority.certificate());
        }

        @Test
        void comeBesidesThoseOfAnOwnClient() {
            host.answer(200, "safe");
            HandshakeCertificates own = new HandshakeCertificates.Builder()
                    .addTrustedCertificate(authority.certificate())
                    .build();
            OkHttpClient base = new OkHttpClient.Builder()
                    .sslSocketFactory(own.sslSocketFactory(), own.trustManager())
                    .build();
            HttpClient client = host.keep(host.settings()
                    .okHttp(base)
                    .trusting(List.of(TlsFixture.authority("another").certificate()))
                    .build());

            assertThat(HostFixture.text(client.send(get()))).isEqualTo("safe");
        }

        @Test
        void thatAreUnknownAreAWrongSetting() {
            assertThatExceptionOfType(MisconfiguredException.class)
                    .isThrownBy(() -> host.client().send(get()))
                    .withMessageContaining("give it to the client with trusting(…)");
            assertThat(host.waits).isEmpty();
        }

        @Test
        void doNotMakeUpForAWrongName() {
            HttpClient client = host.keep(
                    host.settings().trusting(List.of(authority.certificate())).build());

            assertThatExceptionOfType(MisconfiguredException.class)
                    .isThrownBy(() -> client.send(HttpRequest.get(host.otherName("/"))))
                    .withMessageContaining("use the name that is in the host's certificate");
        }

        @Test
        void areOfNoUseWithoutTls() {
            HttpClient client = host.keep(
                    host.settings().trusting(List.of(authority.certificate())).build());
            URI plain = URI.create(host.url("/").toString().replace("https", "http"));

            assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.send(HttpRequest.get(plain)));
        }
    }

    @Test
    void aPortWithoutTlsIsAWrongAddress() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answerPlainly(plain));
            HttpRequest request = HttpRequest.get(URI.create("https://127.0.0.1:" + plain.getLocalPort()));

            assertThatExceptionOfType(MisconfiguredException.class)
                    .isThrownBy(() -> host.client().send(request))
                    .withMessageContaining("the port does not speak TLS");
            served.get(10, TimeUnit.SECONDS);
        }
    }

    private static void answerPlainly(ServerSocket server) {
        try (Socket socket = server.accept()) {
            assertThat(socket.getInputStream().read()).isNotNegative();
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRedirectNeverLeavesTls() {
        HttpClient client = TlsFixture.over(host);
        host.redirect(302, URI.create("http://127.0.0.1:1/"));

        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> client.send(get()))
                .withMessageContaining("without TLS");
    }

    @Nested
    class ClientCertificates {

        private final HeldCertificate certificate = TlsFixture.signedBy(authority, "worker");

        @BeforeEach
        void serve() {
            TlsFixture.serve(host, TlsFixture.signedBy(authority, "127.0.0.1"), authority);
            host.server.requireClientAuth();
        }

        private HttpClient.Builder trusting() {
            return host.settings().trusting(List.of(authority.certificate()));
        }

        @Test
        void areShownToAHostThatAsks() throws Exception {
            host.answer(200, "hello worker");
            HttpClient client = host.keep(trusting()
                    .clientCertificate(TlsFixture.store(certificate, authority), TlsFixture.password())
                    .build());

            assertThat(HostFixture.text(client.send(get()))).isEqualTo("hello worker");
            assertThat(host.taken().getHandshake().peerPrincipal().getName()).isEqualTo("CN=worker");
        }

        @Test
        void thatAreMissingAreNoAnswer() {
            HttpClient client = host.keep(trusting().build());

            assertThat(catchThrowable(() -> client.send(get())))
                    .isInstanceOfAny(MisconfiguredException.class, UnavailableException.class);
        }

        @Test
        void withAnotherPasswordAreAWrongSetting() throws Exception {
            var store = TlsFixture.store(certificate, authority);

            assertThatExceptionOfType(MisconfiguredException.class)
                    .isThrownBy(() -> HttpClient.builder().clientCertificate(store, Secret.of("hunter2".toCharArray())))
                    .withMessageContaining("check its password")
                    .withMessageNotContaining("hunter2");
        }
    }
}
