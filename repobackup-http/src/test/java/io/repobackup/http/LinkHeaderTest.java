package io.repobackup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkHeaderTest {

    private static final URI BASE = URI.create("https://api.example/repos?page=1");

    private static Map<String, URI> parse(String... values) {
        return LinkHeader.parse(List.of(values), BASE);
    }

    @Test
    void allRelationsAreFound() {
        assertThat(
                        parse(
                                "<https://api.example/repos?page=2>; rel=\"next\", <https://api.example/repos?page=9>; rel=\"last\""))
                .containsExactly(
                        entry("next", URI.create("https://api.example/repos?page=2")),
                        entry("last", URI.create("https://api.example/repos?page=9")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?page=2>; rel=next",
                "<?page=2>;rel=next",
                "  , ,<?page=2> ; REL = \"NEXT\" ; title=\"a, b; rel=prev\"",
                "<?page=2>; title=\"<x>; rel=\\\"prev\\\"\"; rel=next",
                "<?page=2>; flag; rel=\"prefetch next\"",
                "<?page=2>; rel=next; rel=prev",
                "</other,a;b>; rel=prev, <?page=2>; rel=\"next\"",
                "<?page=2>; rel=next, and then nonsense <",
                "<?page=2>; rel=\"next",
                "<ftp://nowhere/>; rel=next, <?page=2>; rel=next"
            })
    void theNextPageIsFoundHoweverItIsWritten(String value) {
        assertThat(parse(value)).containsEntry("next", URI.create("https://api.example/repos?page=2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "nonsense", "<unended; rel=next", "<?page=2>", "<?page=2>; rel", "<?page=2>; rel=\"\""})
    void whatNamesNoRelationHasNone(String value) {
        assertThat(parse(value)).isEmpty();
    }

    @Test
    void theFirstOfTwoCounts() {
        assertThat(parse("<?page=2>; rel=next, <?page=3>; rel=next", "<?page=4>; rel=next"))
                .containsExactly(entry("next", URI.create("https://api.example/repos?page=2")));
    }

    @Property
    void anyTextIsRead(@ForAll String value) {
        assertThat(parse(value)).isNotNull();
    }

    @Property
    void anyTextOfItsOwnCharactersIsRead(
            @ForAll
                    @StringLength(max = 40)
                    @Chars({'<', '>', ';', ',', '=', '"', '\\', ' '})
                    @CharRange(from = 'a', to = 'c')
                    String value) {
        assertThat(parse("<?page=2>; rel=next, " + value))
                .containsEntry("next", URI.create("https://api.example/repos?page=2"));
    }
}
