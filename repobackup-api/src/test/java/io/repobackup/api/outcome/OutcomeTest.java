package io.repobackup.api.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeTest {

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(new Outcome.Stored(10, 2), "stored", Severity.OK),
                Arguments.of(new Outcome.Unchanged("mark"), "unchanged", Severity.OK),
                Arguments.of(new Outcome.NotDue(Instant.EPOCH, Instant.MAX), "not-due", Severity.OK),
                Arguments.of(new Outcome.Absent("no wiki"), "absent", Severity.OK),
                Arguments.of(new Outcome.Forbidden("issues:read"), "forbidden", Severity.INCOMPLETE),
                Arguments.of(new Outcome.Blocked("notice"), "blocked", Severity.INCOMPLETE),
                Arguments.of(new Outcome.Deferred(Instant.EPOCH, "quota"), "deferred", Severity.INCOMPLETE),
                Arguments.of(new Outcome.Incomplete(List.of("x")), "incomplete", Severity.INCOMPLETE),
                Arguments.of(new Outcome.Failed(new IllegalStateException("x")), "failed", Severity.FAILED),
                Arguments.of(new Outcome.Cancelled(), "cancelled", Severity.INCOMPLETE));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void everyOutcomeHasItsWordAndItsSeverity(Outcome outcome, String word, Severity severity) {
        assertThat(outcome.word()).isEqualTo(word);
        assertThat(outcome.severity()).isEqualTo(severity);
    }

    @Test
    void everyKindOfOutcomeIsTestedHere() {
        List<Class<?>> tested = new ArrayList<>();
        outcomes().forEach(arguments -> tested.add(arguments.get()[0].getClass()));
        assertThat(tested).containsExactlyInAnyOrder(Outcome.class.getPermittedSubclasses());
    }

    @Test
    void anIncompleteOutcomeNamesWhatIsMissing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Outcome.Incomplete(List.of()));
        List<String> missing = new ArrayList<>(List.of("one"));
        Outcome.Incomplete outcome = new Outcome.Incomplete(missing);
        missing.add("two");
        assertThat(outcome.missing()).containsExactly("one");
    }

    @Test
    void theWorseSeverityCounts() {
        assertThat(Severity.OK.and(Severity.INCOMPLETE)).isEqualTo(Severity.INCOMPLETE);
        assertThat(Severity.FAILED.and(Severity.INCOMPLETE)).isEqualTo(Severity.FAILED);
        assertThat(Severity.OK.and(Severity.OK)).isEqualTo(Severity.OK);
    }
}
