package io.repobackup.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class MomentTest {

    private final Moment moment = new Moment();

    @Test
    void aMomentWithAZoneIsExact() {
        assertThat(moment.convert("2026-11-17T12:00:00Z")).isEqualTo(Instant.parse("2026-11-17T12:00:00Z"));
        assertThat(moment.convert("2026-11-17T12:00+02:00")).isEqualTo(Instant.parse("2026-11-17T10:00:00Z"));
    }

    @Test
    void aMomentWithoutAZoneIsMeantHere() {
        assertThat(moment.convert("2026-11-17T12:00")).isEqualTo(here("2026-11-17T12:00"));
    }

    @Test
    void aDayMeansItsEnd() {
        assertThat(moment.convert("2026-11-17"))
                .isEqualTo(here("2026-11-18T00:00").minusNanos(1));
    }

    @Test
    void anythingElseIsRefusedWithExamples() {
        assertThatThrownBy(() -> moment.convert("last Tuesday"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("2026-11-17T12:00:00Z");
    }

    private static Instant here(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.systemDefault()).toInstant();
    }
}
