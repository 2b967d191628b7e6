package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.UnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

    private HostFixture host;
    private HttpClient client;
    private HttpRequest get;

    @BeforeEach
    void open() throws Exception {
        host = new HostFixture();
        client = host.client();
        get = HttpRequest.get(host.url("/x"));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private String shown() throws InterruptedException {
        return host.taken().getHeaders().get("Authorization");
    }

    @Test
    void aTokenIsShownBeforeTheHostAsks() throws Exception {
        host.answer(200);

        client.send(get.withCredentials(Tokens.of("t-1"))).close();

        assertThat(shown()).isEqualTo("Bearer t-1");
    }

    @Test
    void aPasswordIsShownBeforeTheHostAsks() throws Exception {
        host.answer(200);

        client.send(get.withCredentials(Tokens.basic("x-access-token", "pässword")))
                .close();

        assertThat(shown()).isEqualTo("Basic eC1hY2Nlc3MtdG9rZW46cMOkc3N3b3Jk");
    }

    @Test
    void nobodyIsShownAsNobody() throws Exception {
        host.answer(200);

        client.send(get).close();

        assertThat(shown()).isNull();
    }

    @Test
    void aRejectedTokenIsReplacedOnce() throws Exception {
        Tokens tokens = Tokens.of("t-1", "t-2", "t-3");
        host.answer(401);
        host.answer(200, "in");

        assertThat(HostFixture.text(client.send(get.withCredentials(tokens)))).isEqualTo("in");

        assertThat(shown()).isEqualTo("Bearer t-1");
        assertThat(shown()).isEqualTo("Bearer t-2");
        assertThat(tokens.rejected).containsExactly(Tokens.bearer("t-1"));
        assertThat(host.waits).isEmpty();
    }

    @Test
    void aPostThatWasRejectedIsSentAgainForItWasNotDone() throws Exception {
        host.answer(401);
        host.answer(200);
        HttpRequest post = HttpRequest.post(host.url("/x"), "text/plain", new byte[] {7});

        client.send(post.withCredentials(Tokens.of("t-1", "t-2"))).close();

        assertThat(host.taken().getBody().toByteArray()).containsExactly(7);
        assertThat(host.taken().getBody().toByteArray()).containsExactly(7);
    }

    @Test
    void aSecondRejectionIsTheLast() {
        Tokens tokens = Tokens.of("t-1", "t-2", "t-3");
        host.answer(401);
        host.answer(401);

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> client.send(get.withCredentials(tokens)))
                .withMessageContaining("the host refuses the credentials of 'rotating': renew them");
        assertThat(tokens.rejected).containsExactly(Tokens.bearer("t-1"), Tokens.bearer("t-2"));
        assertThat(host.server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void withoutOthersTheMessageNamesTheAddressAndTheCauseTheProvider() {
        host.answer(401);

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> client.send(get.withCredentials(Tokens.of("t-1"))))
                .withMessageContaining(host.url("/x").toString())
                .havingCause()
                .withMessage("no token is left");
    }

    @Test
    void theSameCredentialsAreNotShownAgain() {
        CredentialsProvider stubborn = new CredentialsProvider() {
            @Override
            public String identity() {
                return "stubborn";
            }

            @Override
            public Credentials current() {
                return Tokens.bearer("t-1");
            }

            @Override
            public void rejected(Credentials used) {}
        };
        host.answer(401);

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> client.send(get.withCredentials(stubborn)));
        assertThat(host.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void askingForCredentialsIsNotRejectingNone() {
        CredentialsProvider none = CredentialsProvider.none();
        host.answer(401);
        host.answer(200, "public");

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> client.send(get.withCredentials(none)))
                .withMessageContaining("the host asks for credentials");
        assertThat(HostFixture.text(client.send(get.withCredentials(none)))).isEqualTo("public");
    }

    @Test
    void anAccepted401RejectsNothing() {
        Tokens tokens = Tokens.of("t-1");
        host.answer(401);

        assertThat(client.send(get.withCredentials(tokens).accepting(401)).status())
                .isEqualTo(401);
        assertThat(tokens.rejected).isEmpty();
    }

    @Test
    void credentialsAreAskedForAtEachAttempt() throws Exception {
        Tokens tokens = Tokens.of("t-1", "t-2");
        host.answer(500);
        host.answer(401);
        host.answer(500);
        host.answer(200);

        client.send(get.withCredentials(tokens)).close();

        assertThat(shown()).isEqualTo("Bearer t-1");
        assertThat(shown()).isEqualTo("Bearer t-1");
        assertThat(shown()).isEqualTo("Bearer t-2");
        assertThat(shown()).isEqualTo("Bearer t-2");
    }

    @Test
    void aProviderThatCannotRenewSpeaksForItself() {
        CredentialsProvider broken = new CredentialsProvider() {
            @Override
            public String identity() {
                return "broken";
            }

            @Override
            public Credentials current() {
                throw new UnavailableException("the token service is down");
            }

            @Override
            public void rejected(Credentials used) {}
        };

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> client.send(get.withCredentials(broken)))
                .withMessage("the token service is down");
        assertThat(host.server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "line\nnewline", "tökén"})
    void aTokenThatNoHeaderCanCarryIsAWrongSetting(String token) {
        HttpRequest request = get.withCredentials(Tokens.fixed("ci", token));

        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> client.send(request))
                .withMessageContaining("The token of 'ci'")
                .withMessageNotContaining("newline")
                .withMessageNotContaining("tökén");
    }
}
