package io.repobackup.core.git.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.RefName;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OldProtocolTest {

    private static final Set<String> CAN = Set.of("side-band-64k", "ofs-delta", "no-progress", "multi_ack");

    private static OldAdvertisement read(PktLineWriter message) throws IOException {
        return OldAdvertisement.read(Wire.stream(message));
    }

    @Nested
    class Refs {

        @Test
        void aTagStandsForWhatFollowsIt() throws IOException {
            OldAdvertisement told = read(new PktLineWriter()
                    .line("# service=git-upload-pack")
                    .flush()
                    .line(Wire.A + " HEAD\0multi_ack symref=HEAD:refs/heads/main ofs-delta")
                    .line(Wire.A + " refs/heads/main")
                    .line(Wire.B + " refs/tags/v1")
                    .line(Wire.A + " refs/tags/v1^{}")
                    .line("shallow " + Wire.A)
                    .flush());
            assertThat(told.refs().head()).isEqualTo(Head.symbolic(new RefName("refs/heads/main"), Wire.A));
            assertThat(told.refs().refs()).hasSize(2);
            assertThat(told.refs().refs().get(1).peeled()).contains(Wire.A);
            assertThat(told.refs().shallow()).containsExactly(Wire.A);
            assertThat(told.capabilities()).contains("multi_ack", "ofs-delta");
        }

        @Test
        void versionOneIsZeroWithALineBeforeIt() throws IOException {
            OldAdvertisement told = read(new PktLineWriter()
                    .line("version 1")
                    .line(Wire.A + " refs/heads/main\0ofs-delta")
                    .flush());
            assertThat(told.refs().refs()).hasSize(1);
            assertThat(told.refs().head()).isEqualTo(Head.unknown());
        }

        @Test
        void anEmptyRepositoryTellsWhatItCanDoOrNothing() throws IOException {
            OldAdvertisement told = read(new PktLineWriter()
                    .line("0".repeat(64) + " capabilities^{}\0ofs-delta object-format=sha256")
                    .flush());
            assertThat(told.refs().refs()).isEmpty();
            assertThat(told.refs().format()).isEqualTo(ObjectFormat.SHA256);
            assertThat(read(new PktLineWriter().flush()).refs().refs()).isEmpty();
        }

        @Test
        void refsThatComeTwiceOrBreakOffAreNoAdvertisement() {
            PktLineWriter twice = new PktLineWriter()
                    .line(Wire.A + " refs/heads/main\0ofs-delta")
                    .line(Wire.A + " refs/heads/main")
                    .flush();
            assertThatThrownBy(() -> read(twice)).isInstanceOf(WireException.class);
            PktLineWriter open = new PktLineWriter().line(Wire.A + " refs/heads/main\0ofs-delta");
            assertThatThrownBy(() -> read(open)).isInstanceOf(WireException.class);
        }

        @Test
        void anyBytesAreAnAnswerOrATypedFailure() {
            byte[] good = new PktLineWriter()
                    .line(Wire.A + " HEAD\0symref=HEAD:refs/heads/main object-format=sha1")
                    .line(Wire.B + " refs/tags/v1")
                    .line(Wire.A + " refs/tags/v1^{}")
                    .flush()
                    .toByteArray();
            Random random = new Random(3);
            for (int i = 0; i < 20_000; i++) {
                byte[] bytes = good.clone();
                for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                try {
                    assertThat(OldAdvertisement.read(new ByteArrayInputStream(bytes))
                                    .refs())
                            .isNotNull();
                } catch (IOException e) {
                    assertThat(e).isInstanceOfAny(WireException.class, EOFException.class, RemoteErrorException.class);
                }
            }
        }
    }

    @Nested
    class Packs {

        @Test
        void onlyWhatIsOfferedIsAskedForAndOnlyOnce() {
            String request = new String(
                    new OldFetchRequest(CAN, List.of(Wire.A, Wire.B), List.of(Wire.B)).toByteArray(),
                    StandardCharsets.US_ASCII);
            assertThat(request)
                    .isEqualTo(new String(
                            new PktLineWriter()
                                    .line("want " + Wire.A + " side-band-64k ofs-delta no-progress")
                                    .line("want " + Wire.B)
                                    .flush()
                                    .line("have " + Wire.B)
                                    .line("done")
                                    .toByteArray(),
                            StandardCharsets.US_ASCII));
        }

        @Test
        void aServerWithoutASideBandIsRefused() {
            assertThatThrownBy(() -> new OldFetchRequest(Set.of("ofs-delta"), List.of(Wire.A), List.of()))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("side-band-64k");
        }

        @Test
        void thePackFollowsWhatIsSaidAboutTheHaves() throws IOException {
            for (String said : List.of("NAK", "ACK " + Wire.A)) {
                PktLineWriter answer = new PktLineWriter()
                        .line(said)
                        .data("\2counting".getBytes(StandardCharsets.US_ASCII))
                        .data("\1PA".getBytes(StandardCharsets.US_ASCII))
                        .data("\1CK".getBytes(StandardCharsets.US_ASCII))
                        .flush();
                try (InputStream pack = OldFetchResponse.pack(Wire.stream(answer))) {
                    assertThat(pack.readAllBytes()).asString().isEqualTo("PACK");
                }
            }
        }

        @Test
        void refusalsAndSilenceAreFailures() {
            PktLineWriter refused = new PktLineWriter().line("ERR upload-pack: not our ref " + Wire.A);
            assertThatThrownBy(() -> OldFetchResponse.pack(Wire.stream(refused)))
                    .isInstanceOfSatisfying(
                            RemoteErrorException.class,
                            said -> assertThat(said.object()).contains(Wire.A));
            assertThatThrownBy(() -> OldFetchResponse.pack(Wire.stream(""))).isInstanceOf(EOFException.class);
            assertThatThrownBy(() -> OldFetchResponse.pack(Wire.stream(new PktLineWriter().line("NAK"))))
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void theObjectThatARefusalNamesIsFoundInTheWordsOfAnyServer() {
        for (String words : List.of(
                "upload-pack: not our ref " + Wire.A,
                "want " + Wire.A + " not valid",
                "fatal: remote error: upload-pack: not our ref " + Wire.A + ".")) {
            assertThat(RemoteErrorException.refused(words).object()).contains(Wire.A);
        }
        assertThat(RemoteErrorException.refused("access denied").object()).isEmpty();
    }
}
