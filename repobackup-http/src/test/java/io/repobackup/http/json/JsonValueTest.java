package io.repobackup.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.UnavailableException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {

    private static final JsonValue ISSUE = parse("""
            {"id": 9007199254740993, "title": "Grüße", "open": true, "weight": 1.50, "milestone": null,
             "user": {"login": "ada"}, "labels": [{"name": "bug"}, {"name": "p1"}], "ratio": 1e400}
            """);

    private static JsonValue parse(String json) {
        return JsonValue.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Nested
    class Reading {

        @Test
        void textNumbersAndTruthAreReadWithAllTheirDigits() {
            assertThat(ISSUE.at("id").number()).isEqualTo(9007199254740993L);
            assertThat(ISSUE.at("title").text()).isEqualTo("Grüße");
            assertThat(ISSUE.at("open").truth()).isTrue();
            assertThat(ISSUE.at("weight").decimal()).isEqualTo(new BigDecimal("1.50"));
        }

        @Test
        void objectsAndArraysAreWalked() {
            assertThat(ISSUE.at("user", "login").text()).isEqualTo("ada");
            assertThat(ISSUE.at("labels").elements())
                    .extracting(label -> label.at("name").text())
                    .containsExactly("bug", "p1");
            assertThat(ISSUE.at("user").names()).containsExactly("login");
            assertThat(ISSUE.at("user").isObject()).isTrue();
            assertThat(ISSUE.at("labels").isArray()).isTrue();
            assertThat(ISSUE.at("title").isText()).isTrue();
        }

        @Test
        void whatIsMissingOrNullIsNotFound() {
            assertThat(ISSUE.find("absent")).isEmpty();
            assertThat(ISSUE.find("milestone")).isEmpty();
            assertThat(ISSUE.find("milestone", "title")).isEmpty();
            assertThat(ISSUE.find("title", "x")).isEmpty();
            assertThat(parse("[null]").elements().get(0).isNull()).isTrue();
        }

        @Test
        void theLastOfTwoFieldsCounts() {
            assertThat(parse("{\"a\":1,\"a\":2}").at("a").number()).isEqualTo(2);
        }
    }

    @Nested
    class Mistakes {

        @Test
        void nameThePlaceAndNeverTheContent() {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> ISSUE.at("user", "login").number())
                    .withMessageContaining("Expected a whole number at $.user.login of the host's JSON")
                    .withMessageContaining("found a string")
                    .withMessageNotContaining("ada");
            assertThat(ISSUE.at("user").toString()).isEqualTo("JsonValue[$.user]");
        }

        @Test
        void areMissingFields() {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> ISSUE.at("user", "id"))
                    .withMessageContaining("Expected a value at .user.id");
        }

        @Test
        void areOtherTypes() {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> ISSUE.at("id").text());
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> ISSUE.at("id").truth());
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> ISSUE.at("id").names());
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> ISSUE.at("user").elements());
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> ISSUE.at("labels").decimal());
        }

        @Test
        void areNumbersThatAreNotWholeOrTooBig() {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> parse("1.5").number());
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> ISSUE.at("ratio").number());
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> parse("9223372036854775808").number());
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "{\"a\"}", "nul", "1 2", "{'a':1}", "[1,]", "<html>", "\"a"})
        void areDocumentsThatAreNoJson(String json) {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> parse(json))
                    .withMessageContaining("is no JSON");
        }

        @Test
        void areNestedTooDeeply() {
            assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> parse("[".repeat(100_000)));
        }
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll byte[] json) {
        try {
            assertThat(JsonValue.parse(json)).isNotNull();
        } catch (UnavailableException e) {
            assertThat(e).hasMessageContaining("is no JSON");
        }
    }

    @Property
    void anyNumberIsReadBack(@ForAll long number) {
        assertThat(parse("" + number).number()).isEqualTo(number);
    }
}
