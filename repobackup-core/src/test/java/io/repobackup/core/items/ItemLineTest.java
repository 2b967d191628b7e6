package io.repobackup.core.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CorruptedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1,  \"b\":[true]}", "\"text \\\" } ü\"", "12.50", "null", "[]", "{\"gone\":true}"})
    void theHostsBytesComeBackAsTheyWere(String json) {
        ItemLine line = ItemLine.parse("test", ItemLine.of("id", utf8(json)).bytes());
        assertThat(line.id()).isEqualTo("id");
        assertThat(line.value()).hasValueSatisfying(value -> assertThat(value).isEqualTo(utf8(json)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "a\"b", "\\", "ü/\u2028 \u0001", "{\"id\":\"x\"}"})
    void everyIdComesBack(String id) {
        assertThat(ItemLine.parse("test", ItemLine.of(id, utf8("1")).bytes()).id())
                .isEqualTo(id);
        ItemLine gone = ItemLine.parse("test", ItemLine.gone(id).bytes());
        assertThat(gone.id()).isEqualTo(id);
        assertThat(gone.isGone()).isTrue();
    }

    @Test
    void lineBreaksBetweenTokensBecomeSpaces() {
        assertThat(new String(ItemLine.of("1", utf8("{\n \"a\":\r\n\"x\\ny\"}")).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"1\",\"value\":{  \"a\":  \"x\\ny\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}{}", "{\"a\":\"x\ny\"}", "nope", "{\"a\":1,}", "\"unfinished"})
    void whatIsNoSingleValueIsRefused(String json) {
        assertThatThrownBy(() -> ItemLine.of("7", utf8(json)))
                .isInstanceOf(CorruptedException.class)
                .hasMessageContaining("the item 7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"id\":",
                "{\"id\":\"",
                "{\"id\":\"1\"",
                "{\"id\":\"1\"}",
                "{\"id\":\"1\",\"value\":1",
                "{\"id\":\"1\",\"gone\":true} ",
                "{\"id\":1,\"value\":1}"
            })
    void whatIsNoLineOfASegmentIsRefused(String line) {
        assertThatThrownBy(() -> ItemLine.parse("there", utf8(line)))
                .isInstanceOf(CorruptedException.class)
                .hasMessageContaining("there");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
