package io.repobackup.api.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CaptureValuesTest {

    private static final URI FROM = URI.create("https://host.example/asset/1");

    @Test
    void aContentIsNamedAndMayBePinned() {
        ContentRef content = new ContentRef("1", Optional.of("0".repeat(64)), OptionalLong.of(0), FROM);
        assertThat(content.from()).isEqualTo(FROM);
    }

    @Test
    void whatCannotBeAContentIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> content("", "0".repeat(64), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> content("x".repeat(256), "0".repeat(64), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> content("1", "0".repeat(63), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> content("1", "A".repeat(64), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> content("1", "0".repeat(64), -1));
    }

    @Test
    void aPartialCaptureNamesWhatIsMissing() {
        State state = new State(0, "{}");
        assertThat(new Captured.Partial(state, List.of("issue 1")).missing()).containsExactly("issue 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Captured.Partial(state, List.of()));
    }

    @Test
    void aStateHasAVersionAndText() {
        assertThatIllegalArgumentException().isThrownBy(() -> new State(-1, "{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> new State(0, " "));
    }

    private static ContentRef content(String id, String sha256, long size) {
        return new ContentRef(id, Optional.of(sha256), OptionalLong.of(size), FROM);
    }
}
