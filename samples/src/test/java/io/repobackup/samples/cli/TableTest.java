package io.repobackup.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertThat(new Table("NAME", "PART")
                        .row("acme/tool", "git")
                        .row("b", "wiki")
                        .lines())
                .containsExactly("NAME       PART", "acme/tool  git", "b          wiki");
    }

    @Test
    void whatComesFromOutsideNeitherBreaksTheTableNorSteersTheTerminal() {
        assertThat(new Table("A", "B")
                        .row("one\ntwo\u001b[2J", "x\u0007")
                        .lines()
                        .get(1))
                .isEqualTo("one two [2J  x");
    }

    @Test
    void aTableWithoutRowsIsEmpty() {
        assertThat(new Table("A").isEmpty()).isTrue();
        assertThat(new Table("A").row("1").isEmpty()).isFalse();
    }
}
