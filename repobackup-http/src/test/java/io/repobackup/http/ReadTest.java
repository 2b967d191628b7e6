package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTest {

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

    private void isReadInTheEnd() {
        host.answer(200, "[1,{\"a\":2}]");

        assertThat(client.read(get, AnswerReader.jsonArray(1_000)))
                .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .containsExactly("1", "{\"a\":2}");
        assertThat(host.server.getRequestCount()).isEqualTo(2);
        assertThat(host.waits).hasSize(1);
    }

    @Nested
    class TriesAgain {

        @Test
        void afterAPageOfHtmlUnder503() {
            host.answer(503, "<html><title>Unicorn!</title></html>", "Content-Type", "text/html");
            isReadInTheEnd();
        }

        @Test
        void afterAPageOfHtmlUnder200() {
            host.answer(200, "<html>maintenance</html>", "Content-Type", "text/html");
            isReadInTheEnd();
        }

        @Test
        void afterJsonThatDoesNotEnd() {
            host.answer(200, "[1,{\"a\":");
            isReadInTheEnd();
        }

        @Test
        void afterABodyThatBreaksOff() {
            host.server.enqueue(new MockResponse.Builder()
                    .body("[1,{\"a\":2}]".repeat(10_000))
                    .onResponseBody(new SocketEffect.CloseSocket())
                    .build());
            isReadInTheEnd();
        }

        @Test
        void afterAnotherEncodingThanUtf8() {
            host.server.enqueue(new MockResponse.Builder()
                    .body(new Buffer().write("[\"é\"]".getBytes(StandardCharsets.ISO_8859_1)))
                    .build());
            isReadInTheEnd();
        }

        @Test
        void afterACompressionThatNobodyAskedFor() {
            host.answer(200, "[1]", "Content-Encoding", "br");
            isReadInTheEnd();
        }

        @Test
        void afterACompressionThatIsBroken() {
            host.answer(200, "[1]", "Content-Encoding", "gzip");
            isReadInTheEnd();
        }
    }

    @Test
    void whatStaysUnusableIsTheReadersFailure() {
        for (int i = 0; i < 9; i++) {
            host.answer(200, "[1,");
        }

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> client.read(get, AnswerReader.json(1_000)))
                .withMessageContaining("no JSON");
        assertThat(host.server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void otherFailuresOfTheReaderAreNotTriedAgain() {
        host.answer(200, "{}");

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> client.read(get, answer -> {
                    throw new AccessDeniedException("no");
                }));
        assertThat(host.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aPostIsNotSentAgainForAnAnswerOfNoUse() {
        host.answer(200, "<html>");
        HttpRequest post = HttpRequest.post(host.url("/x"), "text/plain", new byte[1]);

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> client.read(post, AnswerReader.json(1_000)));
        assertThat(host.server.getRequestCount()).isEqualTo(1);
    }

    @Nested
    class Sizes {

        private final PageSize size = PageSize.upTo(100);
        private final List<Integer> asked = new ArrayList<>();

        private HttpRequest sized(int entries) {
            asked.add(entries);
            return HttpRequest.post(host.url("/x?first=" + entries), "text/plain", new byte[1])
                    .repeatable();
        }

        @ParameterizedTest
        @ValueSource(ints = {413, 502, 504})
        void areHalvedUntilTheHostCanAnswer(int status) {
            for (int i = 0; i < 5; i++) {
                host.answer(status, "We couldn't respond to your request in time.");
            }
            host.answer(200, "[]");
            host.answer(200, "[]");

            client.read(size, this::sized, AnswerReader.jsonArray(1_000));
            client.read(size, this::sized, AnswerReader.jsonArray(1_000));

            assertThat(asked).containsExactly(100, 50, 25, 12, 6, 3, 3);
        }

        @Test
        void areHalvedForAnAnswerThatIsTooLong() {
            host.answer(200, "[" + " ".repeat(2_000) + "]");
            host.answer(200, "[]");

            client.read(size, this::sized, AnswerReader.jsonArray(1_000));

            assertThat(asked).containsExactly(100, 50);
        }

        @Test
        void areHalvedWhenTheReaderSaysSo() {
            host.answer(200, "too much");
            host.answer(200, "[]");

            client.read(size, this::sized, answer -> {
                String text = new String(answer.textUpTo(100), StandardCharsets.UTF_8);
                if (text.equals("[]")) {
                    return text;
                }
                throw answer.tooMuch(text);
            });

            assertThat(asked).containsExactly(100, 50);
        }

        @Test
        void areNotHalvedForOtherTrouble() {
            host.answer(500);
            host.answer(200, "[1,");
            host.answer(200, "[]");

            client.read(size, this::sized, AnswerReader.jsonArray(1_000));

            assertThat(asked).containsExactly(100, 100, 100);
        }

        @Test
        void ofOneAreTriedAsOftenAsTheRuleSays() {
            for (int i = 0; i < 20; i++) {
                host.answer(502);
            }

            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> client.read(size, this::sized, AnswerReader.jsonArray(1_000)));
            assertThat(asked).containsExactly(100, 50, 25, 12, 6, 3, 1, 1, 1, 1);
        }

        @Test
        void ofOneThatAreRefusedAreRefused() {
            host.answer(413);
            PageSize one = PageSize.upTo(1);

            assertThatExceptionOfType(MisconfiguredException.class)
                    .isThrownBy(() -> client.read(one, this::sized, AnswerReader.jsonArray(1_000)));
            assertThat(asked).containsExactly(1);
        }

        @Test
        void areNotHalvedForWhatMustNotBeSentTwice() {
            host.answer(502);

            assertThatExceptionOfType(OutcomeUnknownException.class)
                    .isThrownBy(() -> client.read(
                            size,
                            n -> HttpRequest.post(host.url("/x"), "text/plain", new byte[1]),
                            AnswerReader.json(10)));
            assertThat(size.now()).isEqualTo(100);
        }

        @Test
        void growAgainAfterManyAnswers() {
            host.answer(502);
            for (int i = 0; i < 21; i++) {
                host.answer(200, "[]");
            }

            for (int i = 0; i < 21; i++) {
                client.read(size, this::sized, AnswerReader.jsonArray(1_000));
            }

            assertThat(asked.subList(1, 21)).containsOnly(50);
            assertThat(asked.get(21)).isEqualTo(100);
        }
    }
}
