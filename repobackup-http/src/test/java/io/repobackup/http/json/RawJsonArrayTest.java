package io.repobackup.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.squareup.moshi.Moshi;
import io.repobackup.api.failure.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawJsonArrayTest {

    private static List<String> split(String json) {
        return RawJsonArray.split(json.getBytes(StandardCharsets.UTF_8)).stream()
                .map(element -> new String(element, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void elementsComeAsTheyWereSent() {
        assertThat(split("[{\"id\":1.0,\"a\" : [1,\t2]}, \"x,]}\\\"\\\\\" ,[[]],{},12e3 , null,\"\"]"))
                .containsExactly(
                        "{\"id\":1.0,\"a\" : [1,\t2]}", "\"x,]}\\\"\\\\\"", "[[]]", "{}", "12e3", "null", "\"\"");
    }

    @Test
    void eachElementIsOneLine() {
        assertThat(split("[\r\n  {\n    \"a\": \"b\\nc\"\n  },\n  2\n]\n"))
                .containsExactly("{    \"a\": \"b\\nc\"  }", "2");
    }

    @Test
    void noElementsAreNone() {
        assertThat(split(" [ ] ")).isEmpty();
    }

    @Test
    void bytesThatAreNoUtf8StayAsTheyAre() {
        byte[] json = {'[', '"', (byte) 0xff, '"', ']'};

        assertThat(RawJsonArray.split(json)).containsExactly(new byte[] {'"', (byte) 0xff, '"'});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{}", "7", "null", "[", "[1", "[1,]", "[,1]", "[1 2]", "[1]]", "[1] x", "[}", "[\"a]", "<html>"
            })
    void whatIsNoArrayIsRefused(String json) {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> split(json))
                .withMessageContaining("check that the address is the right one");
    }

    @Property(tries = 300)
    void splittingUndoesJoining(@ForAll("documents") List<String> documents) {
        assertThat(split("[" + String.join(",", documents) + "]")).isEqualTo(documents);
    }

    @Property
    void anyBytesAreSplitOrRefused(@ForAll byte[] json) {
        try {
            assertThat(RawJsonArray.split(json)).isNotNull();
        } catch (UnavailableException e) {
            assertThat(e).hasMessageContaining("JSON");
        }
    }

    @Provide
    Arbitrary<List<String>> documents() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.strings().map(text -> (Object) text),
                Arbitraries.integers().map(number -> (Object) number),
                Arbitraries.of(true, false).map(truth -> (Object) truth));
        Arbitrary<Object> nested = Arbitraries.maps(
                        Arbitraries.strings(), scalars.list().ofMaxSize(3))
                .ofMaxSize(3)
                .map(map -> (Object) map);
        return Arbitraries.oneOf(scalars, nested)
                .map(value -> new Moshi.Builder().build().adapter(Object.class).toJson(value))
                .list()
                .ofMaxSize(5)
                .map(ArrayList::new);
    }
}
