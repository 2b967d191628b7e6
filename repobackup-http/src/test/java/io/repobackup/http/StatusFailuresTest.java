package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.BlockedException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NoSpaceException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.util.Optional;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusFailuresTest {

    private HostFixture host;
    private HttpClient client;
    private HttpRequest get;

    @BeforeEach
    void open() throws Exception {
        host = new HostFixture();
        client = host.client();
        get = HttpRequest.get(host.url("/repos/7"));
    }

    @AfterEach
    void close() {
        host.close();
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of(300, UnavailableException.class, "try again later"),
                Arguments.of(304, UnavailableException.class, "try again later"),
                Arguments.of(400, MisconfiguredException.class, "check its address"),
                Arguments.of(401, AccessDeniedException.class, "the host asks for credentials: supply some"),
                Arguments.of(402, AccessDeniedException.class, "give 'anonymous' the permission"),
                Arguments.of(403, AccessDeniedException.class, "give 'anonymous' the permission"),
                Arguments.of(404, NotFoundException.class, "that 'anonymous' may see it"),
                Arguments.of(405, MisconfiguredException.class, "check its address"),
                Arguments.of(409, ConflictException.class, "read what is there"),
                Arguments.of(410, NotFoundException.class, "check the address"),
                Arguments.of(412, ConflictException.class, "read what is there"),
                Arguments.of(413, MisconfiguredException.class, "check its address"),
                Arguments.of(422, MisconfiguredException.class, "check its address"),
                Arguments.of(451, BlockedException.class, "read the notice"),
                Arguments.of(500, UnavailableException.class, "try again later"),
                Arguments.of(501, UnavailableException.class, "try again later"),
                Arguments.of(503, UnavailableException.class, "try again later"),
                Arguments.of(507, NoSpaceException.class, "free space"));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void eachStatusSaysWhatToDo(int status, Class<RepobackupException> type, String advice) {
        for (int i = 0; i < 4; i++) {
            host.answer(status, "because\n of   \u0007this", "Content-Type", "text/plain");
        }

        assertThat(catchThrowable(() -> client.send(get)))
                .isExactlyInstanceOf(type)
                .hasMessageStartingWith("GET " + host.url("/repos/7") + " was answered " + status)
                .hasMessageContaining(": «because of this»; ")
                .hasMessageContaining(advice);
    }

    @Nested
    class Excerpts {

        @Test
        void haveAtMost200Characters() {
            host.answer(404, "é".repeat(5_000), "Content-Type", "application/problem+json; charset=utf-8");

            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> client.send(get))
                    .withMessageContaining("«" + "é".repeat(199) + "…»");
        }

        @Test
        void areOfTextAlone() {
            host.answer(404, "PACK", "Content-Type", "application/octet-stream");

            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> client.send(get))
                    .withMessageNotContaining("PACK");
        }
    }

    @Nested
    class Blocks {

        private String notice() {
            return catchThrowableOfType(BlockedException.class, () -> client.send(get))
                    .notice();
        }

        @Test
        void nameTheAddressOfTheirNotice() {
            host.answer(
                    451,
                    "{\"message\":\"blocked\",\"block\":{\"reason\":\"dmca\",\"html_url\":\"https://n.example/1\"}}");

            assertThat(notice()).isEqualTo("https://n.example/1");
        }

        @Test
        void nameTheirReasonWhereThereIsNoAddress() {
            host.answer(451, "{\"block\":{\"reason\":\"tos\",\"html_url\":null}}");

            assertThat(notice()).isEqualTo("tos");
        }

        @Test
        void nameWhoBlocksWhereTheyLinkToIt() {
            host.answer(451, "<html>", "Link", "<https://court.example/7>; rel=\"blocked-by\"");

            assertThat(notice()).isEqualTo("https://court.example/7");
        }

        @Test
        void nameTheTextOrElseTheStatus() {
            host.answer(451, "Seized", "Content-Type", "text/plain");
            host.answer(451);

            assertThat(notice()).isEqualTo("Seized");
            assertThat(notice()).startsWith("451");
        }

        @Test
        void mayComeAsForbidden() {
            host.answer(403, "{\"message\":\"no\",\"block\":{\"reason\":\"tos\"}}");

            assertThat(notice()).isEqualTo("tos");
        }

        @Test
        void areNotSeenInEveryDocumentWithSuchAField() {
            host.answer(403, "{\"block\":false}");

            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> client.send(get));
        }
    }

    @Nested
    class Permissions {

        private Optional<String> missing(String... headers) {
            host.answer(403, "{\"message\":\"Resource not accessible by integration\"}", headers);
            return catchThrowableOfType(AccessDeniedException.class, () -> client.send(get))
                    .permission();
        }

        @Test
        void areNamedWhereTheHostNamesThem() {
            assertThat(missing("X-Accepted-GitHub-Permissions", "issues=read")).contains("issues=read");
            assertThat(missing("X-Accepted-OAuth-Scopes", "repo")).contains("one of the scopes repo");
            assertThat(missing(
                            "WWW-Authenticate", "Bearer realm=\"x\", error=\"insufficient_scope\", scope=\"read_api\""))
                    .contains("the scope read_api");
            assertThat(missing(
                            "X-GitHub-SSO", "required; url=https://github.com/orgs/acme/sso?authorization_request=A"))
                    .contains("single sign-on at https://github.com/orgs/acme/sso");
        }

        @Test
        void areNotMadeUp() {
            assertThat(missing("X-Accepted-OAuth-Scopes", " ")).isEmpty();
            assertThat(missing("X-GitHub-SSO", "partial-results; organizations=1"))
                    .isEmpty();
            assertThat(missing("WWW-Authenticate", "Bearer error=\"invalid_token\""))
                    .isEmpty();
        }
    }

    @Test
    void theIdentityIsNamed() {
        host.answer(403);
        HttpRequest request = get.withCredentials(Tokens.fixed("the backup app", "hunter2222"));

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> client.send(request))
                .withMessageContaining("'the backup app'");
    }

    @Test
    void anErrorDocumentThatBreaksOffIsNoWorseThanNone() {
        host.server.enqueue(new MockResponse.Builder()
                .code(404)
                .body("x".repeat(100_000))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.send(get.withCredentials(CredentialsProvider.none())));
    }
}
