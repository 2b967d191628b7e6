package io.repobackup.api.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefRulesTest {

    @ParameterizedTest
    @CsvSource({
        "refs/pull/*/merge, refs/pull/1/merge, true",
        "refs/pull/*/merge, refs/pull/1/head, false",
        "refs/pull/*/merge, refs/pull/1/2/merge, false",
        "refs/pull/*/merge, xrefs/pull/1/merge, false",
        "refs/pull/*/merge, refs/pull/1/merge/x, false",
        "refs/pull/**, refs/pull/1/2/merge, true",
        "refs/pull/**, refs/pull, false",
        "**/wip, refs/heads/a/wip, true",
        "refs/heads/v1.0, refs/heads/v1x0, false",
        "refs/heads/a+b, refs/heads/a+b, true",
        "refs/heads/[ab], refs/heads/a, false",
        "refs/heads/*, refs/heads/, true",
    })
    void aGlobMatchesWithinOneLevelOrAcross(String glob, String name, boolean matches) {
        assertThat(RefRules.all().exclude(glob).includes(name)).isEqualTo(!matches);
        assertThat(RefRules.all().late(glob).isLate(name)).isEqualTo(matches);
    }

    @Test
    void allIncludesEverythingAndHoldsNothingBack() {
        assertThat(RefRules.all().includes("refs/anything/\u00e9\n")).isTrue();
        assertThat(RefRules.all().isLate("refs/pull/1/head")).isFalse();
    }

    @Test
    void eachRuleIsAddedToACopy() {
        RefRules one = RefRules.all().exclude("refs/a/**");
        RefRules two = one.exclude("refs/b/**").late("refs/c/**");
        assertThat(one.includes("refs/b/1")).isTrue();
        assertThat(two.includes("refs/a/1")).isFalse();
        assertThat(two.includes("refs/b/1")).isFalse();
        assertThat(two.isLate("refs/c/1")).isTrue();
        assertThat(two).hasToString("RefRules[exclude=[refs/a/**, refs/b/**], late=[refs/c/**]]");
    }

    @Test
    void aGlobMatchesNamesWithLineBreaks() {
        assertThat(RefRules.all().exclude("refs/**").includes("refs/a\nb")).isFalse();
    }

    @Test
    void aBlankGlobIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RefRules.all().exclude(" "))
                .withMessageContaining("refs/pull/*/merge");
    }
}
