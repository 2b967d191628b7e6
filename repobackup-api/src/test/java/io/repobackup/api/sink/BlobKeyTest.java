package io.repobackup.api.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "0", "-", "_", "%", "~", "a.b", "a..b", "log/github.com/1/0000000001.json.gz", "%2e/~/-"})
    void keysOfTheGrammarAreAccepted(String text) {
        assertThat(BlobKey.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "a/", "/a", "a//b", ".", "..", "a/../b", ".a", "a.", "a/.b", "A", "ä", "a b", "a\\b", "a\0",
                "a:b", "a\n"
            })
    void whatIsOutsideTheGrammarIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> BlobKey.of(text)).withMessageContaining("key");
    }

    @Test
    void aComponentHasAtMost120CharactersAndAKey512() {
        String component = "x".repeat(120);
        String longest = component + "/" + component + "/" + component + "/" + component + "/" + "y".repeat(28);
        assertThat(BlobKey.of(longest).text()).hasSize(512);
        assertThatIllegalArgumentException().isThrownBy(() -> BlobKey.of(component + "x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlobKey.of(longest + "y"))
                .withMessageContaining("512");
    }

    @Test
    void aChildLiesUnderItsFolderAndASiblingDoesNot() {
        BlobKey folder = BlobKey.of("a/b");
        assertThat(folder.child("c")).isEqualTo(BlobKey.of("a/b/c"));
        assertThat(folder.child("c").name()).isEqualTo("c");
        assertThat(BlobKey.of("a").name()).isEqualTo("a");
        assertThat(BlobKey.of("a/b/c/d").isUnder(folder)).isTrue();
        assertThat(BlobKey.of("a/bc").isUnder(folder)).isFalse();
        assertThat(folder.isUnder(folder)).isFalse();
    }

    @Property
    void keysAreOrderedByTheirBytes(@ForAll("keys") BlobKey one, @ForAll("keys") BlobKey other) {
        int bytes = Arrays.compareUnsigned(utf8(one), utf8(other));
        assertThat(Integer.signum(one.compareTo(other))).isEqualTo(Integer.signum(bytes));
    }

    @Provide
    Arbitrary<BlobKey> keys() {
        return Arbitraries.strings()
                .withChars("ab01-_%~")
                .ofMinLength(1)
                .ofMaxLength(3)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(components -> BlobKey.of(String.join("/", components)));
    }

    private static byte[] utf8(BlobKey key) {
        return key.text().getBytes(StandardCharsets.UTF_8);
    }
}
