package io.repobackup.core.git.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PktLineReaderTest {

    @Test
    void aLineIsReadWithoutItsLineFeed() throws IOException {
        PktLineReader reader = new PktLineReader(Wire.stream("0009done\n0008done"));
        assertThat(reader.next()).isEqualTo(Packet.DATA);
        assertThat(reader.text()).isEqualTo("done");
        assertThat(reader.next()).isEqualTo(Packet.DATA);
        assertThat(reader.text()).isEqualTo("done");
        assertThat(reader.next()).isEqualTo(Packet.END_OF_STREAM);
    }

    @Test
    void specialPacketsAreTold() throws IOException {
        PktLineReader reader = new PktLineReader(Wire.stream("0000000100020004"));
        assertThat(reader.next()).isEqualTo(Packet.FLUSH);
        assertThat(reader.next()).isEqualTo(Packet.DELIMITER);
        assertThat(reader.next()).isEqualTo(Packet.RESPONSE_END);
        assertThat(reader.next()).isEqualTo(Packet.DATA);
        assertThat(reader.length()).isZero();
    }

    @Test
    void theReservedLengthIsRefused() {
        assertThatThrownBy(() -> new PktLineReader(Wire.stream("0003")).next())
                .isInstanceOf(WireException.class)
                .hasMessageContaining("reserved length 3");
    }

    @Test
    void aLineLongerThanGitAllowsIsRefused() {
        assertThatThrownBy(() -> new PktLineReader(Wire.stream("fff5" + "x".repeat(65_530))).next())
                .isInstanceOf(WireException.class);
    }

    @Test
    void aPageIsRefusedWithItsBeginning() {
        assertThatThrownBy(() -> new PktLineReader(Wire.stream("<html><body>Sign in")).next())
                .isInstanceOf(WireException.class)
                .hasMessageContaining("<htm");
    }

    @Test
    void aSignIsNoDigit() {
        assertThatThrownBy(() -> new PktLineReader(Wire.stream("-001")).next()).isInstanceOf(WireException.class);
    }

    @Test
    void theEndWithinALineIsNoEnd() {
        assertThatThrownBy(() -> new PktLineReader(Wire.stream("0009do")).next())
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> new PktLineReader(Wire.stream("00")).next()).isInstanceOf(WireException.class);
    }

    @Test
    void anErrorLineSpeaks() {
        assertThatThrownBy(() -> new PktLineReader(
                                Wire.stream(new PktLineWriter().line("ERR upload-pack: not our ref " + Wire.A)))
                        .next())
                .isInstanceOf(RemoteErrorException.class)
                .hasMessage("upload-pack: not our ref " + Wire.A);
    }

    @Test
    void anErrorLineCannotFoolATerminal() {
        assertThatThrownBy(() -> new PktLineReader(
                                Wire.stream(new PktLineWriter().line("ERR \u001b[2Jgone\r" + "x".repeat(2_000))))
                        .next())
                .isInstanceOf(RemoteErrorException.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith("[2Jgone ")
                        .hasSizeLessThan(510)
                        .doesNotContain("\u001b", "\r"));
    }

    @Property
    void whatIsWrittenIsRead(@ForAll @Size(max = 5_000) byte[] payload) throws IOException {
        PktLineReader reader =
                new PktLineReader(Wire.stream(new PktLineWriter().data(payload).flush()));
        assertThat(reader.next()).isEqualTo(Packet.DATA);
        assertThat(Arrays.copyOf(reader.buffer(), reader.length())).isEqualTo(payload);
        assertThat(reader.length()).isEqualTo(payload.length);
        assertThat(reader.next()).isEqualTo(Packet.FLUSH);
    }

    @Property
    void anyBytesEndInAPacketOrATypedFailure(@ForAll @Size(max = 300) byte[] bytes) {
        PktLineReader reader = new PktLineReader(Wire.stream(bytes));
        try {
            while (reader.next() != Packet.END_OF_STREAM) {
                assertThat(reader.length()).isBetween(0, 65_516);
            }
        } catch (IOException e) {
            assertThat(e).isInstanceOfAny(WireException.class, RemoteErrorException.class, EOFException.class);
        }
    }

    @Test
    void theLongestLineIsReadAndNoLongerOneIsWritten() throws IOException {
        byte[] longest = new byte[65_516];
        PktLineReader reader = new PktLineReader(Wire.stream(new PktLineWriter().data(longest)));
        assertThat(reader.next()).isEqualTo(Packet.DATA);
        assertThat(reader.length()).isEqualTo(longest.length);
        assertThatThrownBy(() -> new PktLineWriter().data(new byte[65_517]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
