package io.repobackup.core.git.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.core.git.wire.LsRefsRequest.Unborn;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LsRefsTest {

    private static final RefName MAIN = RefName.utf8("refs/heads/main");

    @Nested
    class Request {

        @Test
        void itSaysNothingThatAServerMayNotKnow() {
            assertThat(Wire.text(
                            LsRefsRequest.all(ObjectFormat.SHA1, Unborn.UNASKED).toByteArray()))
                    .isEqualTo("0014command=ls-refs\n00010009peel\n000csymrefs\n0000");
        }

        @Test
        void whatWasLearnedIsSaid() {
            assertThat(Wire.text(
                            LsRefsRequest.all(ObjectFormat.SHA256, Unborn.ASKED).toByteArray()))
                    .contains("object-format=sha256\n0001", "unborn\n");
        }

        @Test
        void headIsAskedForWheneverThereArePrefixes() {
            LsRefsRequest request = new LsRefsRequest(ObjectFormat.SHA1, Unborn.UNASKED, List.of("refs/heads/"));
            assertThat(Wire.text(request.toByteArray())).contains("ref-prefix HEAD\n", "ref-prefix refs/heads/\n");
        }
    }

    @Nested
    class Response {

        @Test
        void refsComeWithTheirAttributes() throws IOException {
            LsRefsResponse response = read(new PktLineWriter()
                    .line(Wire.A + " HEAD symref-target:refs/heads/main")
                    .line(Wire.A + " refs/heads/main")
                    .line(Wire.A + " refs/remotes/origin/HEAD symref-target:refs/heads/main something:new")
                    .line(Wire.B + " refs/tags/v1 peeled:" + Wire.A)
                    .flush());
            assertThat(response.head()).isEqualTo(Head.symbolic(MAIN, Wire.A));
            assertThat(response.refs())
                    .containsExactly(
                            Ref.of(MAIN, Wire.A),
                            new Ref(
                                    RefName.utf8("refs/remotes/origin/HEAD"),
                                    Wire.A,
                                    Optional.empty(),
                                    Optional.of(MAIN)),
                            new Ref(RefName.utf8("refs/tags/v1"), Wire.B, Optional.of(Wire.A), Optional.empty()));
        }

        @Test
        void headIsDetachedUnbornOrNotTold() throws IOException {
            assertThat(read(new PktLineWriter().line(Wire.A + " HEAD").flush()).head())
                    .isEqualTo(Head.detached(Wire.A));
            assertThat(read(new PktLineWriter()
                                    .line("unborn HEAD symref-target:refs/heads/main")
                                    .flush())
                            .head())
                    .isEqualTo(Head.unborn(MAIN));
            assertThat(read(new PktLineWriter().flush()).head()).isEqualTo(Head.unknown());
        }

        @Test
        void anAnswerWithoutAByteIsNone() throws IOException {
            assertThat(LsRefsResponse.read(Wire.stream(""))).isEmpty();
        }

        @Test
        void endingWithoutAFlushIsTruncation() {
            assertThatThrownBy(() -> read(new PktLineWriter().line(Wire.A + " refs/heads/main")))
                    .isInstanceOf(EOFException.class);
        }

        @Test
        void whatIsNoRefIsRefused() {
            for (String line : new String[] {
                "garbage",
                "zzz refs/heads/main",
                Wire.A + " ",
                Wire.A + " refs/heads/a\nb",
                Wire.A + " refs/heads/a peeled:1",
                "unborn refs/heads/main"
            }) {
                assertThatThrownBy(() -> read(new PktLineWriter().line(line).flush()))
                        .as(line)
                        .isInstanceOf(WireException.class);
            }
        }

        @Test
        void aNameThatComesTwiceIsRefused() {
            assertThatThrownBy(() -> read(new PktLineWriter()
                            .line(Wire.A + " refs/heads/main")
                            .line(Wire.B + " refs/heads/main")
                            .flush()))
                    .isInstanceOf(WireException.class);
        }

        @Property
        void namesAreBytes(@ForAll @Size(min = 1, max = 50) byte[] bytes) throws IOException {
            byte[] legal = legal(bytes);
            PktLineWriter message = new PktLineWriter()
                    .data((Wire.A + " refs/" + Wire.text(legal)).getBytes(StandardCharsets.ISO_8859_1));
            Ref ref = read(message.flush()).refs().get(0);
            assertThat(ref.name().bytes()).endsWith(legal);
        }

        @Property
        void anyLinesEndInRefsOrATypedFailure(@ForAll @Size(max = 8) List<@Size(max = 90) byte[]> lines) {
            PktLineWriter message = new PktLineWriter();
            lines.forEach(message::data);
            try {
                assertThat(read(message.flush()).refs()).hasSizeLessThanOrEqualTo(lines.size());
            } catch (IOException e) {
                assertThat(e).isInstanceOfAny(WireException.class, RemoteErrorException.class);
            }
        }
    }

    private static byte[] legal(byte[] bytes) {
        byte[] legal = bytes.clone();
        for (int i = 0; i < legal.length; i++) {
            if (legal[i] == 0 || legal[i] == '\n' || legal[i] == ' ') {
                legal[i] = 'x';
            }
        }
        return legal;
    }

    private static LsRefsResponse read(PktLineWriter message) throws IOException {
        return LsRefsResponse.read(Wire.stream(message)).orElseThrow();
    }
}
