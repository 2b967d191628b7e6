package io.repobackup.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FakeClockTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final FakeClock clock = FakeClock.at(START);

    @Test
    void timeStandsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(START);
        clock.advance(Duration.ofMinutes(90));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-01T11:30:00Z"));
        clock.set(START);
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void aViewInAnotherZoneMovesAlong() {
        Clock view = clock.withZone(ZoneId.of("Asia/Tokyo"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(view.instant()).isEqualTo(START.plusSeconds(1));
        assertThat(view.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }
}
