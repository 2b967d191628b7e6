package io.repobackup.core.vault.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyComponentTest {

    @ParameterizedTest
    @CsvSource({
        "github.com, github.com",
        "git.example:8443, git.example%3a8443",
        "repo-Acme/Tool, repo-%41cme%2f%54ool",
        ".hidden., %2ehidden%2e",
        "., %2e",
        "a~b%, a%7eb%25",
        "Ärger, %c3%84rger",
    })
    void textIsEscaped(String text, String component) {
        assertThat(KeyComponent.escape(text)).isEqualTo(component);
        assertThat(KeyComponent.unescape(component)).contains(text);
    }

    @Test
    void longTextIsShortenedToItsBeginningAndADigest() {
        String text = "x".repeat(121);

        String component = KeyComponent.escape(text);

        String digest = Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
        assertThat(component).isEqualTo("x".repeat(80) + "~" + digest);
        assertThat(KeyComponent.unescape(component)).isEmpty();
    }

    @Test
    void whatFitsExactlyIsNotShortened() {
        assertThat(KeyComponent.escape("x".repeat(120))).isEqualTo("x".repeat(120));
    }

    @ParameterizedTest
    @CsvSource({"%4", "%zz", "%61", "a%C3", "%ff", ".a", "A"})
    void whatEscapingNeverMakesIsNotUnescaped(String component) {
        assertThat(KeyComponent.unescape(component)).isEmpty();
    }

    @Test
    void emptyTextIsRefused() {
        assertThatThrownBy(() -> KeyComponent.escape("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void everyTextBecomesALegalComponentThatLeadsBack(@ForAll @NotEmpty @StringLength(max = 255) String text) {
        String component = KeyComponent.escape(text);

        assertThat(BlobKey.of(component).text()).isEqualTo(component);
        boolean lossless = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (!component.contains("~") && lossless) {
            assertThat(KeyComponent.unescape(component)).contains(text);
        }
    }
}
