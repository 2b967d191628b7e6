package io.repobackup.architecture.violations.arrows.testkit;

import io.repobackup.architecture.violations.arrows.api.Term;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

abstract class RightKit implements Term {
    @Test
    void passes() {
        Assertions.assertThat(this).isNotNull();
    }
}
