package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.UnavailableException;
import java.net.URI;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {

    private HostFixture host;
    private HttpClient client;
    private HttpRequest get;
    private HttpRequest post;

    @BeforeEach
    void open() throws Exception {
        host = new HostFixture();
        client = host.client();
        get = HttpRequest.get(host.url("/old"));
        post = HttpRequest.post(host.url("/old"), "text/plain", new byte[] {7});
    }

    @AfterEach
    void close() {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void leadToTheAnswer(int status) throws Exception {
        host.redirect(status, URI.create("new?a=b"));
        host.answer(200, "here");

        try (HttpResponse answer = client.send(get)) {
            assertThat(answer.uri()).isEqualTo(host.url("/new?a=b"));
            assertThat(answer.bodyUpTo(10)).asString().isEqualTo("here");
        }
        host.taken();
        assertThat(host.taken().getTarget()).isEqualTo("/new?a=b");
    }

    @ParameterizedTest
    @CsvSource({
        "301,false,GET", "302,false,GET", "303,false,GET", "307,false,POST", "308,false,POST",
        "301,true,POST", "302,true,POST", "303,true,GET", "307,true,POST", "308,true,POST"
    })
    void keepAPostWhereTheyMay(int status, boolean repeatable, String method) throws Exception {
        host.redirect(status, host.url("/new"));
        host.answer(200);

        client.send(repeatable ? post.repeatable() : post).close();

        host.taken();
        RecordedRequest second = host.taken();
        assertThat(second.getMethod()).isEqualTo(method);
        assertThat(second.getBodySize()).isEqualTo(method.equals("POST") ? 1 : 0);
        assertThat(second.getHeaders().get("Content-Type")).isEqualTo(method.equals("POST") ? "text/plain" : null);
    }

    @Test
    void keepHeadAndDelete() throws Exception {
        host.redirect(303, host.url("/new"));
        host.answer(200);
        host.redirect(301, host.url("/new"));
        host.answer(200);

        client.send(HttpRequest.of("HEAD", host.url("/old"))).close();
        client.send(HttpRequest.of("DELETE", host.url("/old"))).close();

        host.taken();
        assertThat(host.taken().getMethod()).isEqualTo("HEAD");
        host.taken();
        assertThat(host.taken().getMethod()).isEqualTo("DELETE");
    }

    @Test
    void areNotFollowedWhereTheRequestAcceptsThem() {
        host.redirect(302, host.url("/new"));

        try (HttpResponse answer = client.send(get.accepting(302))) {
            assertThat(answer.header("Location")).contains(host.url("/new").toString());
        }
    }

    @Test
    void inALoopAreGivenUp() {
        for (int i = 0; i < 20; i++) {
            host.redirect(302, host.url("/old"));
        }

        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> client.send(get))
                .withMessageContaining("loop");
        assertThat(host.server.getRequestCount()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://files.example/x", "javascript:alert(1)", "http://[bad"})
    void toNowhereAreNoProperAnswer(String location) {
        host.answer(302, "", "Location", location);

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> client.send(get))
                .withMessageContaining("without saying to where");
    }

    @Test
    void withoutALocationAreNoProperAnswer() {
        host.answer(302);

        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> client.send(get));
    }

    @Test
    void areAnnouncedWithoutSecrets() {
        host.redirect(302, host.url("/new?X-Amz-Signature=s3cr3t&n=1#s3cr3t"));
        host.answer(200);

        client.send(get).close();

        assertThat(host.events)
                .filteredOn(HttpEvent.Redirected.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(((HttpEvent.Redirected) event).to())
                        .isEqualTo(host.url("/new").toString() + "?n=1&X-Amz-Signature=***"));
    }

    @Nested
    class Secrets {

        private HttpRequest secretive() {
            return get.withCredentials(Tokens.of("t-1"))
                    .withHeader("Cookie", "c=1")
                    .withHeader("PRIVATE-TOKEN", "p-1")
                    .withHeader("Git-Protocol", "version=2");
        }

        @Test
        void goAlongToTheSameOrigin() throws Exception {
            host.redirect(302, host.url("/new"));
            host.answer(200);

            client.send(secretive()).close();

            host.taken();
            RecordedRequest second = host.taken();
            assertThat(second.getHeaders().get("Authorization")).isEqualTo("Bearer t-1");
            assertThat(second.getHeaders().get("PRIVATE-TOKEN")).isEqualTo("p-1");
            assertThat(second.getHeaders().get("Cookie")).isEqualTo("c=1");
        }

        @Test
        void stayBehindWhenTheHostChanges() throws Exception {
            host.redirect(302, host.otherName("/new"));
            host.answer(200);

            client.send(secretive()).close();

            host.taken();
            RecordedRequest second = host.taken();
            assertThat(second.getHeaders().names()).doesNotContain("Authorization", "Cookie", "PRIVATE-TOKEN");
            assertThat(second.getHeaders().get("Git-Protocol")).isEqualTo("version=2");
        }

        @Test
        void stayBehindWhenThePortChanges() throws Exception {
            try (HostFixture other = new HostFixture()) {
                host.redirect(307, other.url("/new"));
                other.answer(200);

                client.send(secretive()).close();

                assertThat(other.taken().getHeaders().names()).doesNotContain("Authorization", "Cookie");
            }
        }

        @Test
        void comeBackWithTheOrigin() throws Exception {
            host.redirect(302, host.otherName("/there"));
            host.redirect(302, host.url("/back"));
            host.answer(200);

            client.send(secretive()).close();

            host.taken();
            assertThat(host.taken().getHeaders().get("Authorization")).isNull();
            assertThat(host.taken().getHeaders().get("Authorization")).isEqualTo("Bearer t-1");
        }

        @Test
        void thatStayedBehindWereNotRejected() {
            Tokens tokens = Tokens.of("t-1", "t-2");
            host.redirect(302, host.otherName("/new"));
            host.answer(401);

            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> client.send(get.withCredentials(tokens)))
                    .withMessageContaining("use " + host.otherName("/new") + " directly");
            assertThat(tokens.rejected).isEmpty();
        }
    }
}
