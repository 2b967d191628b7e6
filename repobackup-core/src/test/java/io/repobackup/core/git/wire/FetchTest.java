package io.repobackup.core.git.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.core.refs.ObjectFormat;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FetchTest {

    @Test
    void theRequestSaysOnlyWhatEveryServerKnows() {
        FetchRequest request = new FetchRequest(ObjectFormat.SHA1, List.of(Wire.A), List.of(Wire.B));
        assertThat(Wire.text(request.toByteArray()))
                .isEqualTo("0012command=fetch\n0001000eofs-delta\n0010no-progress\n0032want " + Wire.A + "\n0032have "
                        + Wire.B + "\n0009done\n0000");
    }

    @Test
    void aRequestForNothingIsRefused() {
        assertThatThrownBy(() -> new FetchRequest(ObjectFormat.SHA1, List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePackIsFoundBehindOtherSections() throws IOException {
        FetchResponse response = read(new PktLineWriter()
                .line("acknowledgments")
                .line("NAK")
                .delimiter()
                .line("shallow-info")
                .line("shallow " + Wire.A)
                .line("unshallow " + Wire.B)
                .delimiter()
                .line("packfile")
                .data(Wire.band(1, "PACK"))
                .flush());
        assertThat(response.shallow()).containsExactly(Wire.A);
        assertThat(response.pack(said -> {}).readAllBytes()).asString().isEqualTo("PACK");
    }

    @Test
    void aRefusalIsInTheWordsOfTheServer() {
        assertThatThrownBy(() -> read(new PktLineWriter().line("ERR want " + Wire.A + " not valid")))
                .isInstanceOf(RemoteErrorException.class)
                .hasMessageContaining("not valid")
                .satisfies(e -> assertThat(((RemoteErrorException) e).whileSendingPack())
                        .isFalse());
    }

    @Test
    void anAnswerWithoutAByteIsNone() throws IOException {
        assertThat(FetchResponse.read(Wire.stream(""))).isEmpty();
    }

    @Test
    void anAnswerWithoutAPackIsRefused() {
        assertThatThrownBy(() -> read(
                        new PktLineWriter().line("acknowledgments").line("NAK").flush()))
                .isInstanceOf(WireException.class);
        assertThatThrownBy(
                        () -> read(new PktLineWriter().line("acknowledgments").line("NAK")))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read(new PktLineWriter().flush())).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> read(new PktLineWriter()
                        .line("shallow-info")
                        .line("shallow 12")
                        .delimiter()))
                .isInstanceOf(WireException.class);
    }

    @Property
    void anyLinesEndInAPackOrATypedFailure(@ForAll @Size(max = 8) List<@Size(max = 60) byte[]> lines) {
        PktLineWriter message = new PktLineWriter().line("shallow-info");
        lines.forEach(message::data);
        try {
            FetchResponse response = read(message.delimiter().line("packfile").flush());
            assertThat(response.pack(said -> {}).readAllBytes()).isEmpty();
        } catch (IOException e) {
            assertThat(e).isInstanceOfAny(WireException.class, RemoteErrorException.class, EOFException.class);
        }
    }

    private static FetchResponse read(PktLineWriter message) throws IOException {
        return FetchResponse.read(Wire.stream(message)).orElseThrow();
    }
}
