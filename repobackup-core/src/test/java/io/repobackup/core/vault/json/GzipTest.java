package io.repobackup.core.vault.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GzipTest {

    @Test
    void equalInputGivesEqualOutput() {
        byte[] plain = "the same".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertThat(Gzip.compress(plain)).isEqualTo(Gzip.compress(plain.clone()));
        assertThat(Gzip.expand(Gzip.compress(plain), 8)).isEqualTo(plain);
    }

    @Test
    void moreThanTheLimitIsRefusedWithoutHoldingIt() {
        byte[] bomb = Gzip.compress(new byte[50_000_000]);

        assertThatThrownBy(() -> Gzip.expand(bomb, 1_000))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("1000");
    }

    @Test
    void whatIsCutOffOrNoGzipIsRefused() {
        byte[] whole = Gzip.compress(new byte[1_000]);

        assertThatThrownBy(() -> Gzip.expand(Arrays.copyOf(whole, whole.length - 1), 2_000))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Gzip.expand(new byte[] {1, 2, 3}, 2_000)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Gzip.expand(new byte[0], 2_000)).isInstanceOf(MalformedException.class);
    }
}
