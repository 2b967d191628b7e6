package io.repobackup.core.git.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SideBandInputStreamTest {

    private final List<String> said = new ArrayList<>();

    private InputStream open(PktLineWriter message) {
        return new SideBandInputStream(new PktLineReader(Wire.stream(message)), said::add);
    }

    @Test
    void dataIsJoinedAndProgressIsToldApart() throws IOException {
        InputStream in = open(new PktLineWriter()
                .data(Wire.band(1, "PA"))
                .data(Wire.band(2, "Counting objects"))
                .data(Wire.band(1, "CK"))
                .flush());
        assertThat(in.readAllBytes()).asString().isEqualTo("PACK");
        assertThat(said).containsExactly("Counting objects");
    }

    @Test
    void keepAlivesArePassedOver() throws IOException {
        InputStream in = open(new PktLineWriter()
                .data(Wire.band(1, ""))
                .data(new byte[0])
                .data(Wire.band(1, "P"))
                .data(Wire.band(1, ""))
                .flush());
        assertThat(in.readAllBytes()).asString().isEqualTo("P");
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void theThirdBandIsAFailureInTheWordsOfTheServer() throws IOException {
        InputStream in =
                open(new PktLineWriter().data(Wire.band(1, "PACK")).data(Wire.band(3, "unable to read " + Wire.A)));
        assertThat(in.readNBytes(4)).asString().isEqualTo("PACK");
        assertThatThrownBy(in::read)
                .isInstanceOf(RemoteErrorException.class)
                .hasMessage("unable to read " + Wire.A)
                .satisfies(e -> assertThat(((RemoteErrorException) e).whileSendingPack())
                        .isTrue());
    }

    @Test
    void anUnknownBandIsRefused() {
        assertThatThrownBy(
                        () -> open(new PktLineWriter().data(Wire.band(9, "x"))).read())
                .isInstanceOf(WireException.class)
                .hasMessageContaining("band 9");
    }

    @Test
    void endingWithoutAFlushIsTruncation() throws IOException {
        InputStream in = open(new PktLineWriter().data(Wire.band(1, "PACK")));
        in.readNBytes(4);
        assertThatThrownBy(in::read).isInstanceOf(EOFException.class);
    }

    @Test
    void aDelimiterWithinIsRefused() {
        assertThatThrownBy(() -> open(new PktLineWriter().delimiter()).read()).isInstanceOf(WireException.class);
    }

    @Property
    void anyDataInPiecesOfAnySizeComesOutWhole(
            @ForAll @Size(max = 4_000) byte[] data, @ForAll @IntRange(min = 1, max = 997) int piece)
            throws IOException {
        PktLineWriter message = new PktLineWriter();
        for (int at = 0; at < data.length; at += piece) {
            byte[] part = Arrays.copyOfRange(data, at, Math.min(data.length, at + piece));
            message.data(Wire.band(1, part)).data(Wire.band(2, "working"));
        }
        InputStream in = open(message.flush());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[13];
        for (int n = in.read(buffer, 1, 12); n >= 0; n = in.read(buffer, 1, 12)) {
            out.write(buffer, 1, n);
        }
        assertThat(out.toByteArray()).isEqualTo(data);
    }

    @Property
    void anyBytesEndOrFailByType(@ForAll @Size(max = 200) byte[] bytes) {
        InputStream in = new SideBandInputStream(new PktLineReader(Wire.stream(bytes)), said::add);
        try {
            assertThat(in.readAllBytes()).hasSizeLessThanOrEqualTo(bytes.length);
        } catch (IOException e) {
            assertThat(e).isInstanceOfAny(WireException.class, RemoteErrorException.class, EOFException.class);
        }
    }
}
