package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.UnavailableException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HttpClientTest {

    private HostFixture host;
    private HttpClient client;

    @BeforeEach
    void open() throws Exception {
        host = new HostFixture();
        client = host.client();
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Nested
    class Send {

        @Test
        void answersStatusHeadersAddressAndBody() {
            host.answer(200, "hello", "ETag", "\"7\"");

            try (HttpResponse answer = client.send(HttpRequest.get(host.url("/a?b=c")))) {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("etag")).contains("\"7\"");
                assertThat(answer.header("absent")).isEmpty();
                assertThat(answer.uri()).isEqualTo(host.url("/a?b=c"));
                assertThat(answer.bodyUpTo(5)).asString().isEqualTo("hello");
            }
        }

        @Test
        void postsTheBytesThatWereGivenAndTheirType() throws Exception {
            host.answer(200);
            byte[] body = "0000".getBytes(StandardCharsets.US_ASCII);
            HttpRequest request = HttpRequest.post(host.url("/git"), "application/x-git-upload-pack-request", body)
                    .withHeader("Git-Protocol", "version=2");
            body[0] = 'x';

            client.send(request).close();

            RecordedRequest sent = host.taken();
            assertThat(sent.getMethod()).isEqualTo("POST");
            assertThat(sent.getBody().utf8()).isEqualTo("0000");
            assertThat(sent.getHeaders().get("Content-Type")).isEqualTo("application/x-git-upload-pack-request");
            assertThat(sent.getHeaders().get("Git-Protocol")).isEqualTo("version=2");
        }

        @Test
        void saysWhoAsksUnlessTheRequestSaysSo() throws Exception {
            host.answer(200);
            host.answer(200);
            HttpClient named = host.keep(host.settings().userAgent("acme/1").build());

            named.send(HttpRequest.get(host.url("/"))).close();
            named.send(HttpRequest.get(host.url("/")).withHeader("User-Agent", "git/2"))
                    .close();

            assertThat(host.taken().getHeaders().get("User-Agent")).isEqualTo("acme/1");
            assertThat(host.taken().getHeaders().get("User-Agent")).isEqualTo("git/2");
        }

        @Test
        void handsOutAStatusThatTheRequestAccepts() {
            host.answer(304);
            host.answer(404, "gone");
            HttpRequest request = HttpRequest.get(host.url("/")).accepting(304).accepting(404);

            assertThat(client.send(request).status()).isEqualTo(304);
            assertThat(HostFixture.text(client.send(request))).isEqualTo("gone");
        }

        @Test
        void sendsEveryMethod() throws Exception {
            for (String method : new String[] {"HEAD", "PUT", "PATCH", "DELETE", "POST"}) {
                host.answer(200);
                client.send(HttpRequest.of(method.toLowerCase(Locale.ROOT), host.url("/")))
                        .close();
                assertThat(host.taken().getMethod()).isEqualTo(method);
            }
        }
    }

    @Nested
    class Body {

        @Test
        void longerThanExpectedIsRefused() {
            host.answer(200, "hello");

            try (HttpResponse answer = client.send(HttpRequest.get(host.url("/")))) {
                assertThatExceptionOfType(UnavailableException.class)
                        .isThrownBy(() -> answer.bodyUpTo(4))
                        .withMessageContaining("longer than the 4 bytes");
            }
        }

        @Test
        void isEmptyWhereThereIsNone() {
            host.answer(204);

            assertThat(HostFixture.text(client.send(HttpRequest.get(host.url("/")))))
                    .isEmpty();
        }
    }

    @Test
    void theDateIsTheHostsOwn() {
        host.answer(200, "", "Date", "Mon, 05 Jan 2026 12:00:00 GMT");
        host.answer(200, "", "Date", "noon");

        try (HttpResponse answer = client.send(HttpRequest.get(host.url("/a")))) {
            assertThat(answer.date()).contains(Instant.parse("2026-01-05T12:00:00Z"));
        }
        try (HttpResponse answer = client.send(HttpRequest.get(host.url("/a")))) {
            assertThat(answer.date()).isEmpty();
        }
    }

    @Test
    void nextPageIsReadFromTheLinkHeader() {
        host.answer(200, "[]", "Link", "</b?page=2>; rel=\"next\"");

        try (HttpResponse answer = client.send(HttpRequest.get(host.url("/a")))) {
            assertThat(answer.nextPage()).contains(host.url("/b?page=2"));
        }
    }

    @Test
    void nextPageOnAnotherHostIsRefused() {
        host.answer(200, "[]", "Link", "<https://evil.example/b?token=x>; rel=next");

        try (HttpResponse answer = client.send(HttpRequest.get(host.url("/a")))) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(answer::nextPage)
                    .withMessageContaining("evil.example")
                    .withMessageNotContaining("token=x");
        }
    }

    @Test
    void everyStepIsAnEvent() {
        host.redirect(302, host.url("/b"));
        host.answer(500);
        host.answer(200);

        client.send(HttpRequest.get(host.url("/a"))).close();

        assertThat(host.events)
                .extracting(event -> event.getClass().getSimpleName() + " "
                        + URI.create(event.url()).getPath())
                .containsExactly(
                        "Sent /a",
                        "Answered /a",
                        "Redirected /a",
                        "Sent /b",
                        "Answered /b",
                        "Waiting /a",
                        "Sent /a",
                        "Answered /a");
    }

    @Test
    void sendingWithAClosedClientIsAMistake() {
        client.close();
        client.close();

        URI url = host.url("/");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> client.send(HttpRequest.get(url)));
    }
}
