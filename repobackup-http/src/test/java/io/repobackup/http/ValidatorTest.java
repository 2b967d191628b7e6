package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.http.json.JsonText;
import io.repobackup.http.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ValidatorTest {

    private static final String CHANGED = "Mon, 05 Jan 2026 11:00:00 GMT";
    private static final String NOON = "Mon, 05 Jan 2026 12:00:00 GMT";

    private static Validator tag(String tag) {
        return new Validator(Optional.of(tag), Optional.empty());
    }

    private static Validator through(Validator validator) {
        return Validator.from(JsonValue.parse(JsonText.of(validator.toJson()).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void staysTheSameInAState() {
        Validator both = new Validator(Optional.of("W/\"a\\b\""), Optional.of(CHANGED));

        assertThat(through(both)).isEqualTo(both);
        assertThat(through(Validator.none())).isEqualTo(Validator.none());
    }

    @Property(tries = 1_000)
    void ofAnythingIsSentOrLeft(@ForAll String tag, @ForAll String time) {
        Validator any = new Validator(Optional.of(tag), Optional.of(time));

        assertThat(through(any)).isEqualTo(any);
        HttpRequest.get(java.net.URI.create("https://host.example/")).ifChanged(any);
    }

    @Test
    void matchesWithoutRegardToWeakness() {
        assertThat(tag("W/\"d3be\"").matches(tag("\"d3be\""))).isTrue();
        assertThat(tag("\"d3be\"").matches(tag("\"other\""))).isFalse();
        assertThat(Validator.none().matches(Validator.none())).isFalse();
    }

    @Nested
    class WithAHost {

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

        private Validator validator(String... headers) {
            host.answer(200, "x", headers);
            try (HttpResponse answer = client.send(get)) {
                assertThat(answer.isUnchanged()).isFalse();
                return answer.validator();
            }
        }

        @Test
        void isReadFromTheAnswerAndSentBack() throws Exception {
            Validator before = validator("ETag", "W/\"d3be\"", "Last-Modified", CHANGED, "Date", NOON);
            host.taken();
            host.answer(304, "", "ETag", "\"d3be\"");

            try (HttpResponse answer = client.send(get.ifChanged(before))) {
                assertThat(answer.isUnchanged()).isTrue();
                assertThat(answer.validator().matches(before)).isTrue();
                assertThat(answer.validator().lastModified()).contains(CHANGED);
            }
            RecordedRequest asked = host.taken();
            assertThat(asked.getHeaders().get("If-None-Match")).isEqualTo("W/\"d3be\"");
            assertThat(asked.getHeaders().get("If-Modified-Since")).isEqualTo(CHANGED);
            assertThat(asked.getHeaders().get("Cache-Control")).isEqualTo("max-age=0");
        }

        @Test
        void ofBareAnswerIsKeptWhenNothingIsChanged() {
            Validator before = tag("\"a\"");
            host.answer(304);

            try (HttpResponse answer = client.send(get.ifChanged(before))) {
                assertThat(answer.validator()).isEqualTo(before);
            }
        }

        @Test
        void thatTheHostDoesNotKnowAnyMoreIsAChange() {
            host.answer(200, "the same in other words", "ETag", "\"of the new token\"");

            try (HttpResponse answer = client.send(get.ifChanged(tag("\"of the old token\"")))) {
                assertThat(answer.isUnchanged()).isFalse();
                assertThat(answer.validator()).isEqualTo(tag("\"of the new token\""));
            }
        }

        @Test
        void isSentWithTheNewTokenWhenTheOldOneIsRejected() throws Exception {
            host.answer(401);
            host.answer(200, "changed", "ETag", "\"new\"");

            client.send(get.withCredentials(Tokens.of("old-token", "new-token")).ifChanged(tag("\"old\"")))
                    .close();

            host.taken();
            assertThat(host.taken().getHeaders().get("If-None-Match")).isEqualTo("\"old\"");
        }

        @Test
        void withoutTagSendsTheTimeAlone() throws Exception {
            host.answer(304);

            client.send(get.ifChanged(new Validator(Optional.of("\"a\""), Optional.of(CHANGED)).withoutTag()))
                    .close();

            RecordedRequest asked = host.taken();
            assertThat(asked.getHeaders().get("If-None-Match")).isNull();
            assertThat(asked.getHeaders().get("If-Modified-Since")).isEqualTo(CHANGED);
            assertThat(tag("\"a\"").withoutTag()).isEqualTo(tag("\"a\""));
        }

        @Test
        void isNotMadeOfATimeThatIsTooYoung() {
            assertThat(validator("Last-Modified", NOON, "Date", NOON).isNone()).isTrue();
            assertThat(validator("Last-Modified", CHANGED).isNone()).isTrue();
            assertThat(validator("Last-Modified", "yesterday", "Date", NOON).isNone())
                    .isTrue();
        }

        @Test
        void ofNothingAsksForEverything() throws Exception {
            host.answer(304);

            assertThatExceptionOfType(RepobackupException.class)
                    .isThrownBy(() -> client.send(get.ifChanged(Validator.none())))
                    .isInstanceOf(MisconfiguredException.class.getSuperclass());
            assertThat(host.taken().getHeaders().get("Cache-Control")).isNull();
        }
    }
}
