package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that a host handed out. Here 127.0.0.1 plays a public address, and all others are private. */
class HandedAddressTest {

    private final InetAddress publicly = loopback(1);
    private final InetAddress privately = loopback(2);
    private final Queue<InetAddress> rebinding = new ArrayDeque<>();
    private HostFixture host;
    private MockWebServer inside;
    private HttpClient client;

    @BeforeEach
    void open() throws Exception {
        host = new HostFixture();
        inside = new MockWebServer();
        inside.start(privately, 0);
        OkHttpClient named =
                new OkHttpClient.Builder().dns(name -> List.of(address(name))).build();
        client = host.keep(host.settings()
                .okHttp(named)
                .privateAddress(address -> !address.equals(publicly))
                .build());
    }

    @AfterEach
    void close() {
        inside.close();
        host.close();
    }

    private InetAddress address(String name) {
        if (name.startsWith("rebinding")) {
            return rebinding.remove();
        }
        return name.startsWith("public") ? publicly : privately;
    }

    private HttpRequest handed(URI link) {
        return HttpRequest.get(link).handedBy(host.url("/api"));
    }

    private void assertRefused(HttpRequest request) {
        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> client.send(request))
                .withMessageContaining("private address");
        assertThat(inside.getRequestCount()).isZero();
    }

    private URI at(MockWebServer server, String name) {
        return URI.create("http://" + name + ":" + server.getPort() + "/file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.1.2.3/", "http://[::1]/", "http://localhost/", "http://169.254.169.254/latest",
                "http://[::ffff:10.0.0.1]/", "http://167772161/", "http://[64:ff9b::a00:1]/", "http://127.2/"
            })
    void aPublicHostCannotNameAPrivateAddress(String link) {
        assertRefused(handed(URI.create(link)));
    }

    /** Whatever a resolver makes of these spellings of 127.0.0.2: what counts is where the connection ends. */
    @ParameterizedTest
    @ValueSource(strings = {"0x7f000002", "0177.0.0.2", "0x7f.0.0.2", "127.0.2", "localhost.", "harmless.example"})
    void anySpellingOfAPrivateAddressIsSentNothing(String name) {
        assertRefused(handed(at(inside, name)));
    }

    @Test
    void aNameIsJudgedWhenTheConnectionStands() {
        rebinding.add(publicly);
        rebinding.add(privately);
        host.answer(200, "first", "Connection", "close");

        assertThat(HostFixture.text(client.send(handed(at(host.server, "rebinding.example")))))
                .isEqualTo("first");
        assertRefused(handed(at(inside, "rebinding.example")));
    }

    @Test
    void aHostThatWasSeenOutsideIsNeverTakenForOneInside() {
        rebinding.add(publicly);
        rebinding.add(privately);
        host.answer(200, "", "Connection", "close");
        URI malicious = at(host.server, "rebinding.example");
        client.send(HttpRequest.get(malicious)).close();

        assertRefused(HttpRequest.get(at(inside, "harmless.example")).handedBy(malicious));
    }

    @Test
    void aHostThatAnsweredFromInsideMayNameItsNeighbours() {
        inside.enqueue(new MockResponse.Builder().body("list").build());
        inside.enqueue(new MockResponse.Builder().body("file").build());
        URI intranet = at(inside, "intranet.example");
        client.send(HttpRequest.get(intranet)).close();

        assertThat(HostFixture.text(
                        client.send(HttpRequest.get(at(inside, "files.example")).handedBy(intranet))))
                .isEqualTo("file");
    }

    @Test
    void aHostWithTlsCannotNameAnAddressWithout() {
        HttpRequest request =
                HttpRequest.get(at(host.server, "public.example")).handedBy(URI.create("https://public.example/"));

        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> client.send(request))
                .withMessageContaining("TLS");
        assertThat(host.server.getRequestCount()).isZero();
    }

    @Nested
    class Secrets {

        @Test
        void goToTheHostThatHandedTheAddressOut() throws Exception {
            host.answer(200);

            client.send(handed(host.url("/file")).withCredentials(Tokens.of("t-1")))
                    .close();

            assertThat(host.taken().getHeaders().get("Authorization")).isEqualTo("Bearer t-1");
        }

        @Test
        void goNowhereElse() throws Exception {
            host.answer(200);

            client.send(handed(at(host.server, "public.example")).withCredentials(Tokens.of("t-1")))
                    .close();

            assertThat(host.taken().getHeaders().get("Authorization")).isNull();
        }

        @Test
        void comeBackWhenTheAddressRedirectsToTheHost() throws Exception {
            host.redirect(302, host.url("/file"));
            host.answer(200);

            client.send(handed(at(host.server, "public.example")).withCredentials(Tokens.of("t-1")))
                    .close();

            assertThat(host.taken().getHeaders().get("Authorization")).isNull();
            assertThat(host.taken().getHeaders().get("Authorization")).isEqualTo("Bearer t-1");
        }

        @Test
        void thatTheHostHandedOutWithTheAddressGoThere() throws Exception {
            host.redirect(307, at(host.server, "public.elsewhere"));
            host.answer(200);

            client.send(handed(at(host.server, "public.example")).withHeader("Authorization", "RemoteAuth x"))
                    .close();

            RecordedRequest first = host.taken();
            assertThat(first.getHeaders().get("Authorization")).isEqualTo("RemoteAuth x");
            assertThat(host.taken().getHeaders().get("Authorization")).isNull();
        }

        @Test
        void thatWereNotShownAreNotRejected() {
            Tokens tokens = Tokens.of("t-1", "t-2");
            host.answer(401);

            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> client.send(handed(at(host.server, "public.example"))
                            .withHeader("Authorization", "RemoteAuth x")
                            .withCredentials(tokens)));
            assertThat(tokens.rejected).isEmpty();
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
