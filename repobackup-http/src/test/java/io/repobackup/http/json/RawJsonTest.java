package io.repobackup.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.UnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawJsonTest {

    private static final String DOCUMENT =
            " {\"a\" : { \"x\":1.50e1,\n \"y\\\"\" : \"},]\\\\\" } , \"list\":[ 1, [2,3] ,{\"k\":\"Ü\"},null,\"\" ],\"none\":null}\n";

    private static RawJson raw(String json) {
        return RawJson.of(json.getBytes(UTF_8));
    }

    private static String text(RawJson json) {
        return new String(json.bytes(), UTF_8);
    }

    @Test
    void aPartIsAsItWasSent() {
        assertThat(raw(DOCUMENT).find("a").map(RawJsonTest::text))
                .contains("{ \"x\":1.50e1,\n \"y\\\"\" : \"},]\\\\\" }");
        assertThat(raw(DOCUMENT).find("a", "x").map(RawJsonTest::text)).contains("1.50e1");
    }

    @Test
    void elementsAreFoundWhateverTheyHold() {
        assertThat(raw(DOCUMENT).find("list").orElseThrow().elements())
                .extracting(RawJsonTest::text)
                .containsExactly("1", "[2,3]", "{\"k\":\"Ü\"}", "null", "\"\"");
    }

    @Test
    void namesAreUnderstood() {
        assertThat(raw(DOCUMENT).find("a").orElseThrow().members()).containsOnlyKeys("x", "y\"");
        assertThat(raw("{\"\\u0061\":1,\"a\":2}").find("a").map(RawJsonTest::text))
                .contains("2");
    }

    @Test
    void whatIsNullOrMissingIsNotFound() {
        assertThat(raw(DOCUMENT).find("none")).isEmpty();
        assertThat(raw(DOCUMENT).find("nothing", "below")).isEmpty();
        assertThat(raw(DOCUMENT).find("list", "below")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", " [ \n] ", "{ }", "7", "\"[1,2]\"", "true"})
    void whatHoldsNothingHasNoParts(String json) {
        assertThat(raw(json).elements()).isEmpty();
        assertThat(raw(json).members()).isEmpty();
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> raw("{\"a\":[1,2}"));
    }

    @Test
    void valuesCanBeBlankedAtAnyDepth() {
        assertThat(text(raw("{\"t\":\"a\",\"b\":[{\"t\" : {\"x\":1} , \"c\":\"t\"}]}")
                        .blanking("t")))
                .isEqualTo("{\"t\":null,\"b\":[{\"t\" : null , \"c\":\"t\"}]}");
        assertThat(text(raw("[1]").blanking("t"))).isEqualTo("[1]");
    }

    @Test
    void aChangeOfTheBytesChangesNothing() {
        byte[] bytes = "[1]".getBytes(UTF_8);
        RawJson json = RawJson.of(bytes);
        bytes[1] = '2';
        assertThat(text(json)).isEqualTo("[1]");
    }
}
