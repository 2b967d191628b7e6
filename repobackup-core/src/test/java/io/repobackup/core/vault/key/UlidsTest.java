package io.repobackup.core.vault.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.testkit.time.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UlidsTest {

    private final FakeClock clock = FakeClock.at(Instant.ofEpochMilli(1469918176385L));

    @Test
    void theFirstTenDigitsAreTheTime() {
        assertThat(new Ulids(clock).next().text()).startsWith("01aryz6s41").hasSize(26);
    }

    @Test
    void idsOfOneMillisecondAscend() {
        Ulids ids = new Ulids(clock);

        List<String> texts =
                Stream.generate(ids::next).limit(1_000).map(Ulid::text).toList();

        assertThat(texts).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void idsAscendWhenTheClockGoesBack() {
        Ulids ids = new Ulids(clock);
        String first = ids.next().text();
        clock.advance(Duration.ofHours(-1));

        assertThat(ids.next().text()).isGreaterThan(first);
    }

    @Test
    void idsAscendWhereChanceIsAtItsGreatest() {
        RandomGenerator allOnes = () -> -1L;
        Ulids ids = new Ulids(clock, allOnes);
        String first = ids.next().text();

        assertThat(ids.next().text()).isGreaterThan(first).startsWith("01aryz6s42");
    }

    @Test
    void threadsNeverGetTheSameId() {
        Ulids ids = new Ulids(clock);

        List<String> texts = IntStream.range(0, 10_000)
                .parallel()
                .mapToObj(i -> ids.next().text())
                .toList();

        assertThat(texts).doesNotHaveDuplicates();
    }

    @Test
    void otherTextIsNoId() {
        assertThat(Ulid.isUlid("81aryz6s410000000000000000")).isFalse();
        assertThat(Ulid.isUlid("01aryz6s41000000000000000l")).isFalse();
        assertThatThrownBy(() -> new Ulid("01ARYZ6S410000000000000000"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("26 characters");
    }
}
