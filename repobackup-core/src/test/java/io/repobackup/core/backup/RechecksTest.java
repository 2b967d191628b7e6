package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.subject.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RechecksTest {

    private static final Instant START = Instant.parse("2026-01-05T12:00:07Z");

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT6H", "PT12H", "P1D", "P2D", "P5D", "P7D", "P30D"})
    void everySubjectHasItsTurnWithinThirtyRunsAtAnyPace(Duration pace) {
        for (int count : new int[] {1, 2, 3, 10, 100, 1_000}) {
            List<SubjectId> subjects = subjects(count);
            Set<SubjectId> seen = new HashSet<>();
            for (int run = 0; run < 30; run++) {
                List<SubjectId> chosen = choose(Rechecks.within(30), subjects, START.plus(pace.multipliedBy(run)));
                assertThat(chosen).isNotEmpty();
                seen.addAll(chosen);
            }
            assertThat(seen).as("%s subjects", count).hasSize(count);
        }
    }

    @Test
    void aRunReadsAboutItsShare() {
        assertThat(choose(Rechecks.within(30), subjects(13_000), START)).hasSizeBetween(350, 550);
    }

    @Test
    void withinOneRunIsAllOfThem() {
        assertThat(choose(Rechecks.within(1), subjects(7), START)).hasSize(7);
    }

    @Test
    void ofNothingNothingIsChosen() {
        assertThat(choose(Rechecks.within(30), List.of(), START)).isEmpty();
    }

    private static List<SubjectId> choose(Rechecks rechecks, List<SubjectId> subjects, Instant now) {
        return rechecks.choose(subjects, Function.identity(), now);
    }

    private static List<SubjectId> subjects(int count) {
        return IntStream.range(0, count).<SubjectId>mapToObj(Bench::id).toList();
    }
}
