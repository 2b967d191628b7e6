package io.repobackup.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AmountTest {

    @Test
    void bytesComeInUnitsThatPeopleRead() {
        assertThat(Amount.bytes(0)).isEqualTo("0 B");
        assertThat(Amount.bytes(1023)).isEqualTo("1023 B");
        assertThat(Amount.bytes(1536)).isEqualTo("1.5 KiB");
        assertThat(Amount.bytes(Long.MAX_VALUE)).isEqualTo("8192.0 PiB");
    }

    @Test
    void countsAgreeWithTheirNoun() {
        assertThat(Amount.count(1, "part")).isEqualTo("1 part");
        assertThat(Amount.count(13_000, "part")).isEqualTo("13,000 parts");
    }

    @Test
    void timesAreAsExactAsTheyMatter() {
        assertThat(Amount.time(Duration.ofMillis(1_250))).isEqualTo("1.3 s");
        assertThat(Amount.time(Duration.ofSeconds(42))).isEqualTo("42 s");
        assertThat(Amount.time(Duration.ofSeconds(3_725))).isEqualTo("1:02:05");
    }
}
