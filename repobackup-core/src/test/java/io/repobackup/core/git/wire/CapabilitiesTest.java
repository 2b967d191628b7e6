package io.repobackup.core.git.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.core.refs.ObjectFormat;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {

    @Test
    void anAdvertisementIsReadWithAndWithoutItsServiceLine() throws IOException {
        PktLineWriter plain = advertisement(new PktLineWriter());
        PktLineWriter announced = advertisement(
                new PktLineWriter().line("# service=git-upload-pack").flush());
        for (PktLineWriter message : new PktLineWriter[] {plain, announced}) {
            Capabilities read = Capabilities.read(Wire.stream(message));
            assertThat(read.format()).isEqualTo(ObjectFormat.SHA256);
            assertThat(read.has("ls-refs", "unborn")).isTrue();
            assertThat(read.has("fetch", "filter")).isTrue();
            assertThat(read.has("fetch", "fil")).isFalse();
            assertThat(read.has("server-option", "x")).isFalse();
        }
    }

    @Test
    void silenceAboutTheFormatMeansSha1() throws IOException {
        Capabilities read = Capabilities.read(
                Wire.stream(new PktLineWriter().line("version 2").flush()));
        assertThat(read.format()).isEqualTo(ObjectFormat.SHA1);
    }

    @Test
    void anOlderServerIsRecognised() {
        PktLineWriter message = new PktLineWriter()
                .line("# service=git-upload-pack")
                .flush()
                .line(Wire.A + " HEAD\0multi_ack thin-pack side-band")
                .flush();
        assertThatThrownBy(() -> Capabilities.read(Wire.stream(message)))
                .isInstanceOfSatisfying(OldProtocolException.class, old -> {
                    assertThat(old.advertisement().refs().head().oid()).contains(Wire.A);
                    assertThat(old.advertisement().capabilities())
                            .containsExactlyInAnyOrder("multi_ack", "thin-pack", "side-band");
                });
    }

    @Test
    void nothingIsNoAdvertisement() {
        assertThatThrownBy(() -> Capabilities.read(Wire.stream(""))).isInstanceOf(WireException.class);
    }

    private static PktLineWriter advertisement(PktLineWriter message) {
        return message.line("version 2")
                .line("agent=git/2.39.5")
                .line("ls-refs=unborn")
                .line("fetch=shallow wait-for-done filter")
                .line("server-option")
                .line("object-format=sha256")
                .flush();
    }
}
