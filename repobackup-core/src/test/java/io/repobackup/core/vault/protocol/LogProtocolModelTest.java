package io.repobackup.core.vault.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every interleaving of two writers, a pruner, a clock, a host that changes, a network that loses answers and delivers
 * late, and accidents. A crash needs no step of its own: every state is looked at as if nobody went on from there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogProtocolModelTest {

    private static final Set<Rule> ALL = EnumSet.allOf(Rule.class);

    private final Map<Scope, Search.Result> searched = new HashMap<>();

    static List<Scope> quick() {
        return Scopes.QUICK;
    }

    static List<Scope> full() {
        return Scopes.LONG;
    }

    @ParameterizedTest
    @MethodSource("quick")
    void withAllRulesEveryPromiseIsKept(Scope scope) {
        Search.Result result = withAllRules(scope);

        assertThat(result.counterexample()).isEmpty();
        assertThat(result.states()).as("states").isGreaterThan(80_000);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("full")
    void withAllRulesEveryPromiseIsKeptFarther(Scope scope) {
        Search.Result result = Search.of(scope, ALL);

        assertThat(result.counterexample()).isEmpty();
        assertThat(result.states()).as("states").isGreaterThan(400_000);
    }

    @ParameterizedTest
    @EnumSource
    void withoutARuleAPromiseIsBroken(Rule rule) {
        Search.Result result = Search.of(Scopes.without(rule), EnumSet.complementOf(EnumSet.of(rule)));

        assertThat(result.counterexample())
                .as("a counterexample without " + rule)
                .isPresent();
    }

    @Test
    void aCounterexampleTellsEachStepAndTheBrokenPromise() {
        Search.Result result = Search.of(Scopes.RACE, EnumSet.complementOf(EnumSet.of(Rule.CHAIN_TO_THE_LAST_VALID)));

        assertThat(result.counterexample().orElseThrow())
                .contains("writer reads the head", "finds its number taken", "merges", "SNAPSHOT")
                .containsPattern("=> the (first|second) writer was told that record 3 is there, and it is not valid");
    }

    @Test
    void whatIsInterestingHappens() {
        Set<String> actions = new TreeSet<>();
        Scopes.QUICK.forEach(scope -> actions.addAll(withAllRules(scope).actions()));

        assertThat(actions)
                .contains(
                        "finds its number taken",
                        "merges",
                        "has to capture again",
                        "finds it done by the other",
                        "finds the refs unchanged",
                        "finds the mark of the catalog unchanged",
                        "gives up, its window is over",
                        "captures in full in steps",
                        "captures with haves in steps")
                .contains(
                        "puts its record, no answer",
                        "puts in vain, no answer",
                        "puts late, no answer",
                        "delivers a late put",
                        "finds its own record")
                .contains(
                        "reads the log to drop a snapshot",
                        "stays without an answer",
                        "finds condemned packs",
                        "lists old packs",
                        "finds orphans",
                        "finds no orphans",
                        "removes",
                        "loses a pack");
    }

    private Search.Result withAllRules(Scope scope) {
        return searched.computeIfAbsent(scope, each -> Search.of(each, ALL));
    }
}
