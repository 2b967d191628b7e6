package io.repobackup.core.vault.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

    @Test
    void fieldsComeBackAsTheyWerePut() {
        byte[] json = new JsonFields()
                .put("text", "a \"b\" \n ü \u2028")
                .put("number", 1L << 53)
                .flag("flag", true)
                .put("time", Instant.parse("2026-11-20T10:54:00.123456Z"))
                .texts("texts", List.of("x", "y"))
                .objects("objects", List.of("z"), name -> new JsonFields().put("name", name))
                .put("object", new JsonFields().put("inner", 0))
                .maybe("absent", Optional.empty())
                .toBytes();

        JsonObject object = JsonObject.parse(json);

        assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain("\n");
        assertThat(object.text("text")).isEqualTo("a \"b\" \n ü \u2028");
        assertThat(object.number("number")).isEqualTo(1L << 53);
        assertThat(object.flag("flag")).isTrue();
        assertThat(object.time("time")).isEqualTo("2026-11-20T10:54:00.123Z");
        assertThat(object.texts("texts")).containsExactly("x", "y");
        assertThat(object.objects("objects")).extracting(o -> o.text("name")).containsExactly("z");
        assertThat(object.object("object").number("inner")).isZero();
        assertThat(object.maybeText("absent")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "\"x\"",
                "{",
                "{\"a\":1,\"a\":1}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{} {}",
                "{}x",
                "{'a':1}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":1,}",
                "// comment\n{}"
            })
    void whatIsNoStrictJsonObjectIsRefused(String json) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.0", "1e3", "9007199254740993", "99999999999999999999", "null", "\"1\"", "true"})
    void whatIsNoWholeNumberUpTo2To53IsRefusedAsANumber(String value) {
        assertThatThrownBy(() -> parse("{\"a\":" + value + "}").number("a"))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T10:54:00Z",
                "2026-11-20T10:54:00.123+01:00",
                "2026-11-20 10:54:00.123Z",
                "2026-02-30T10:54:00.123Z"
            })
    void timesHaveOneForm(String time) {
        assertThatThrownBy(() -> parse("{\"a\":\"" + time + "\"}").time("a")).isInstanceOf(MalformedException.class);
    }

    @Test
    void fieldsThatNobodyAsksForMayHoldAnything() {
        assertThat(parse("{\"x\":[null,-1.5e300,{\"y\":null}],\"a\":\"b\"}").text("a"))
                .isEqualTo("b");
    }

    @Test
    void deepNestingIsRefused() {
        String json = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThatThrownBy(() -> parse(json)).isInstanceOf(MalformedException.class);
    }

    @Test
    void otherEncodingsAreRefused() {
        byte[] latin = "{\"a\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> JsonObject.parse(latin))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void missingFieldsAreNamedWithTheirPath() {
        assertThatThrownBy(() -> parse("{\"a\":{}}").object("a").text("b"))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("a.b");
    }

    @Property
    void anyBytesAreParsedOrRefused(@ForAll byte[] json) {
        try {
            assertThat(JsonObject.parse(json).names()).isNotNull();
        } catch (MalformedException e) {
            assertThat(e).hasMessageContaining("expected");
        }
    }

    private static JsonObject parse(String json) {
        return JsonObject.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
