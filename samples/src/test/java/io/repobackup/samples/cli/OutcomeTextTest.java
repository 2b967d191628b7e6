package io.repobackup.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTextTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @Test
    void everyOutcomeSaysWhatIsBehindIt() {
        assertThat(OutcomeText.of(new Outcome.Stored(1_024, 1))).isEqualTo("1.0 KiB, 1 item");
        assertThat(OutcomeText.of(new Outcome.Unchanged("same refs"))).isEqualTo("same refs");
        assertThat(OutcomeText.of(new Outcome.NotDue(NOON, NOON))).contains("again after 2026-01-05T12:00:00Z");
        assertThat(OutcomeText.of(new Outcome.Absent("no wiki"))).isEqualTo("no wiki");
        assertThat(OutcomeText.of(new Outcome.Forbidden("grant read"))).isEqualTo("grant read");
        assertThat(OutcomeText.of(new Outcome.Blocked("DMCA"))).isEqualTo("DMCA");
        assertThat(OutcomeText.of(new Outcome.Deferred(NOON, "quota"))).isEqualTo("until 2026-01-05T12:00:00Z: quota");
        assertThat(OutcomeText.of(new Outcome.Incomplete(List.of("a", "b")))).isEqualTo("a (and 1 more)");
        assertThat(OutcomeText.of(new Outcome.Failed(new UnavailableException("no answer"))))
                .isEqualTo("no answer");
        assertThat(OutcomeText.of(new Outcome.Cancelled())).isEqualTo("stopped on request");
    }

    @Test
    void aFailureWithoutWordsIsCalledByItsKind() {
        assertThat(OutcomeText.message(new StackOverflowError())).isEqualTo("StackOverflowError");
    }
}
