package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The host of these tests is the proxy, and answers for everybody. */
class ProxyTest {

    private static final URI PLAIN = URI.create("http://git.example/x");
    private static final URI SAFE = URI.create("https://git.example/x");

    private final HeldCertificate authority = TlsFixture.authority("ca");
    private HostFixture host;

    @BeforeEach
    void open() throws Exception {
        host = new HostFixture();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private HttpClient.Builder throughProxy() {
        return host.settings().proxy(host.server.getProxyAddress()).trusting(List.of(authority.certificate()));
    }

    private HttpClient asking(CredentialsProvider credentials) {
        return host.keep(throughProxy().proxyCredentials(credentials).build());
    }

    private void challenge(boolean tunnel) {
        MockResponse.Builder response =
                new MockResponse.Builder().code(407).setHeader("Proxy-Authenticate", "Basic realm=\"out\"");
        host.server.enqueue((tunnel ? response.inTunnel() : response).build());
    }

    private void tunnel() {
        TlsFixture.serve(host, TlsFixture.signedBy(authority, "git.example"), authority);
        host.server.enqueue(new MockResponse.Builder().inTunnel().build());
    }

    @Test
    void carriesARequest() throws Exception {
        host.answer(200, "through");

        assertThat(HostFixture.text(host.keep(throughProxy().build()).send(HttpRequest.get(PLAIN))))
                .isEqualTo("through");

        assertThat(host.taken().getTarget()).isEqualTo("http://git.example/x");
    }

    @Test
    void isChosenBySelector() throws Exception {
        host.answer(200, "through");
        HttpClient client = host.keep(
                host.settings().proxy(new Always(host.server.getProxyAddress())).build());

        assertThat(HostFixture.text(client.send(HttpRequest.get(PLAIN)))).isEqualTo("through");
    }

    @Test
    void carriesATunnelWithoutTheHostsCredentials() throws Exception {
        tunnel();
        host.answer(200, "safe");
        HttpRequest request = HttpRequest.get(SAFE).withCredentials(Tokens.of("t-1"));

        assertThat(HostFixture.text(host.keep(throughProxy().build()).send(request)))
                .isEqualTo("safe");

        RecordedRequest connect = host.taken();
        assertThat(connect.getRequestLine()).startsWith("CONNECT git.example:443");
        assertThat(connect.getHeaders().names()).doesNotContain("Authorization");
        assertThat(host.taken().getHeaders().get("Authorization")).isEqualTo("Bearer t-1");
    }

    @Nested
    class Credentials {

        private final CredentialsProvider right = Tokens.basic("proxy", "pw");

        @Test
        void areShownWhenTheProxyAsks() throws Exception {
            challenge(false);
            host.answer(200, "through");

            assertThat(HostFixture.text(asking(right).send(HttpRequest.get(PLAIN))))
                    .isEqualTo("through");

            assertThat(host.taken().getHeaders().get("Proxy-Authorization")).isNull();
            assertThat(host.taken().getHeaders().get("Proxy-Authorization")).isEqualTo("Basic cHJveHk6cHc=");
        }

        @Test
        void areShownForATunnelAndNotToTheHost() throws Exception {
            tunnel();
            host.answer(200, "safe");

            assertThat(HostFixture.text(asking(right).send(HttpRequest.get(SAFE))))
                    .isEqualTo("safe");

            assertThat(host.taken().getHeaders().get("Proxy-Authorization")).isEqualTo("Basic cHJveHk6cHc=");
            assertThat(host.taken().getHeaders().names()).doesNotContain("Proxy-Authorization");
        }

        @Test
        void thatTheProxyRefusesAreDenied() {
            challenge(false);
            challenge(false);
            challenge(false);

            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> asking(right).send(HttpRequest.get(PLAIN)))
                    .withMessageContaining("the proxy refuses the credentials of 'proxy'")
                    .withMessageContaining("give the client credentials for its proxy");
            assertThat(host.server.getRequestCount()).isEqualTo(2);
        }

        @Test
        void thatTheProxyRefusesForATunnelAreDenied() {
            TlsFixture.serve(host, TlsFixture.signedBy(authority, "git.example"), authority);
            challenge(true);
            challenge(true);

            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> asking(right).send(HttpRequest.get(SAFE)))
                    .withMessageContaining("the proxy refuses the credentials of 'proxy'");
        }

        @Test
        void thatAreMissingAreDenied() {
            challenge(false);

            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> host.keep(throughProxy().build()).send(HttpRequest.get(PLAIN)))
                    .withMessageContaining("the proxy asks for credentials");
        }

        @Test
        void thatHaveRunOutAreDenied() {
            challenge(false);

            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> asking(Tokens.of()).send(HttpRequest.get(PLAIN)))
                    .withMessageContaining("there are no credentials for the proxy");
        }
    }

    @Test
    void aRedirectToAPrivateNameIsRefusedBehindAProxyToo() {
        host.redirect(302, URI.create("http://10.0.0.1/admin"));

        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> host.keep(throughProxy().build()).send(HttpRequest.get(PLAIN)))
                .withMessageContaining("private address");
        assertThat(host.server.getRequestCount()).isEqualTo(1);
    }

    /** Chooses this proxy for everything. */
    private static final class Always extends ProxySelector {

        private final Proxy proxy;

        Always(Proxy proxy) {
            this.proxy = proxy;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            throw new AssertionError(e);
        }
    }
}
