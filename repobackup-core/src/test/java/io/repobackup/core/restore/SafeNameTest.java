package io.repobackup.core.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNameTest {

    @ParameterizedTest
    @CsvSource({
        "acme/tool,acme/tool",
        "../../etc/passwd,%2e%2e/%2e%2e/etc/passwd",
        "/abs,abs",
        ".git,%2egit",
        "a\\b,a%5cb",
        "C:x,C%3ax",
        "con.txt,%con.txt",
        "trailing.,trailing%2e",
        "a//b,a/b"
    })
    void unsafeCharactersAreEscaped(String name, String expected) {
        assertThat(SafeName.path(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../x", "a/../..", "a/\u0000/b", "\n"})
    void noNameLeadsElsewhere(String name) {
        java.nio.file.Path base = java.nio.file.Path.of("/base");
        assertThat(base.resolve(SafeName.path(name)).normalize()).startsWithRaw(base);
    }

    @Test
    void longNamesAreCut() {
        assertThat(SafeName.level("x".repeat(1000)).length()).isLessThanOrEqualTo(122);
    }
}
