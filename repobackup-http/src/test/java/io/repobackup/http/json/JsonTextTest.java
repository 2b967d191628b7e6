package io.repobackup.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void fieldsKeepTheirOrderAndNullsAreLeftOut() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("z", 1L);
        fields.put("gone", null);
        fields.put("a", List.of("x", true, Map.of("n", 9_007_199_254_740_993L)));
        assertThat(JsonText.of(fields)).isEqualTo("{\"z\":1,\"a\":[\"x\",true,{\"n\":9007199254740993}]}");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        String hostile = "line\nbreak \"quote\" \\ \u0000 \u2028 \ud83d\ude00";
        String json = JsonText.of(Map.of(hostile, hostile));
        assertThat(json).doesNotContain("\n");
        assertThat(JsonValue.parse(json.getBytes(StandardCharsets.UTF_8))
                        .at(hostile)
                        .text())
                .isEqualTo(hostile);
    }

    @Test
    void otherValuesAreRefused() {
        assertThatThrownBy(() -> JsonText.of(Map.of("when", Instant.EPOCH)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
