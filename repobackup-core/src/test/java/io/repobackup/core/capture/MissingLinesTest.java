package io.repobackup.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MissingLinesTest {

    private final MissingLines missing = new MissingLines();

    @Test
    void oneContentIsNamedWithItsReason() {
        missing.add("a", "404");
        assertThat(missing.lines()).containsExactly("content a: 404");
    }

    @Test
    void contentsThatAreMissingForOneReasonShareALine() {
        for (int i = 0; i < 1_000; i++) {
            missing.add("c" + i, "over quota");
        }
        missing.add("x", "404");
        assertThat(missing.lines()).containsExactly("1000 contents, such as c0, c1, c2: over quota", "content x: 404");
    }

    @Test
    void manyReasonsAreCounted() {
        for (int i = 0; i < 100; i++) {
            missing.add("c" + i, "reason " + i);
        }
        assertThat(missing.lines()).hasSize(21).last().asString().startsWith("80 more contents");
    }
}
