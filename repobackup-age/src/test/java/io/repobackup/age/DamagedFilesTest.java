package io.repobackup.age;

import static io.repobackup.age.AgeSinks.DATA;
import static io.repobackup.age.AgeSinks.PACK;
import static io.repobackup.age.AgeSinks.PLAIN;
import static io.repobackup.age.AgeSinks.RECORD;
import static io.repobackup.age.AgeSinks.RECOVERY;
import static io.repobackup.age.AgeSinks.STATE;
import static io.repobackup.age.AgeSinks.STATE_KEY;
import static io.repobackup.age.AgeSinks.STRANGER;
import static io.repobackup.age.AgeSinks.noise;
import static io.repobackup.age.AgeSinks.over;
import static io.repobackup.age.AgeSinks.read;
import static io.repobackup.age.AgeSinks.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What cannot be read is told by its type, with the key. */
class DamagedFilesTest {

    private static final int CHUNK = 65_536;

    private final InMemoryBlobSink store = InMemoryBlobSink.create();
    private final AgeBlobSink sink = over(store, RECOVERY);

    @Test
    void everyChangedBitIsFound() {
        upload(sink, PACK, noise(1_000));
        byte[] whole = store.content(PACK);
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 << (at % 8));
            assertCorrupted(changed);
        }
    }

    @Test
    void everyCutOfASmallFileIsFound() {
        upload(sink, PACK, noise(100));
        byte[] whole = store.content(PACK);
        for (int length = 0; length < whole.length; length++) {
            assertCorrupted(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void aCutBetweenChunksIsFound() {
        upload(sink, PACK, noise(3 * CHUNK));
        byte[] whole = store.content(PACK);
        int header = whole.length - 3 * (CHUNK + 16);
        for (int chunks = 0; chunks < 3; chunks++) {
            assertCorrupted(Arrays.copyOf(whole, header + chunks * (CHUNK + 16)));
        }
    }

    @Test
    void chunksThatAreSwappedDroppedRepeatedOrAddedAreFound() {
        upload(sink, PACK, noise(3 * CHUNK));
        byte[] whole = store.content(PACK);
        int stored = CHUNK + 16;
        int header = whole.length - 3 * stored;
        byte[] swapped = whole.clone();
        System.arraycopy(whole, header, swapped, header + stored, stored);
        System.arraycopy(whole, header + stored, swapped, header, stored);
        assertCorrupted(swapped);
        byte[] dropped = Arrays.copyOf(whole, whole.length - stored);
        System.arraycopy(whole, header + stored, dropped, header, 2 * stored);
        assertCorrupted(dropped);
        byte[] repeated = Arrays.copyOf(whole, whole.length + stored);
        System.arraycopy(whole, header + 2 * stored, repeated, header + 3 * stored, stored);
        assertCorrupted(repeated);
        assertCorrupted(Arrays.copyOf(whole, whole.length + 1));
    }

    @Test
    void anEmptyChunkAfterOthersIsFound() {
        // What age refuses too: a writer must end a content of whole chunks with its last whole chunk.
        Envelope.Beginning file = Envelope.of(List.of(RECOVERY.recipient())).begin();
        byte[] first = new byte[CHUNK + 16];
        byte[] end = new byte[CHUNK + 16];
        file.payload().encrypt(noise(CHUNK), CHUNK, first);
        int length = file.payload().encryptLast(new byte[0], 0, end);
        ByteBuffer all = ByteBuffer.allocate(file.header().remaining() + first.length + length);
        all.put(file.header()).put(first).put(end, 0, length);
        store.putIfAbsent(PACK, all.array(), DATA);
        assertThatThrownBy(() -> read(sink, PACK)).isInstanceOf(CorruptedException.class);
    }

    @Test
    void whatIsNoAgeFileIsFound() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] garbage = new byte[random.nextInt(2_000)];
            random.nextBytes(garbage);
            assertCorrupted(garbage);
        }
        for (String text : new String[] {
            "",
            "{}",
            "age-encryption.org/v1\n",
            "age-encryption.org/v1\n---",
            "age-encryption.org/v1\n--- \n",
            "age-encryption.org/v2\n-> X25519 x\n",
            "age-encryption.org/v1\n-> X25519\n\n--- AAAA\n",
            "age-encryption.org/v1\n-> X25519 a b c\n\n--- AAAA\n",
            "age-encryption.org/v1\n" + "-> X25519 x\n\n".repeat(5_000)
        }) {
            assertCorrupted(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void mutationsOfAHeaderAreFoundWhateverTheyAre() {
        upload(sink, PACK, noise(10));
        byte[] whole = store.content(PACK);
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = whole.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            if (!Arrays.equals(changed, whole)) {
                assertDoesNotRead(changed);
            }
        }
    }

    @Test
    void whatIsForOthersIsDeniedAndNamesTheKeys() {
        upload(sink, PACK, noise(10));
        sink.putIfAbsent(RECORD, noise(10), STATE);
        assertThatThrownBy(() -> read(over(store.reopen(), STATE_KEY), PACK))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining(PACK.text())
                .hasMessageContaining("encrypted for " + RECOVERY.fingerprint())
                .hasMessageContaining("holds the keys " + STATE_KEY.fingerprint());
        assertThatThrownBy(() -> read(over(store.reopen(), STRANGER), RECORD))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining(RECOVERY.fingerprint())
                .hasMessageContaining(STATE_KEY.fingerprint());
        assertThatThrownBy(() -> read(over(store.reopen()), RECORD))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("holds no key");
    }

    @Test
    void whatIsForOthersAndDoesNotSayForWhomIsDeniedToo() {
        byte[] file = withoutNames(noise(10));
        store.putIfAbsent(PACK, file, DATA);
        assertThatThrownBy(() -> read(sink, PACK))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining(PACK.text())
                .hasMessageContaining("for others, or the bytes that say for whom are damaged");
    }

    @Test
    void damageToTheBytesThatSayForWhomIsNotTakenForAWrongKey() {
        upload(sink, PACK, noise(10));
        byte[] changed = store.content(PACK);
        int stanza = new String(changed, StandardCharsets.ISO_8859_1).indexOf("-> X25519 ") + 60;
        changed[stanza] = changed[stanza] == 'A' ? (byte) 'B' : (byte) 'A';
        store.tamper(PACK, changed);
        assertThatThrownBy(() -> read(sink, PACK)).isInstanceOfSatisfying(CorruptedException.class, e -> {
            assertThat(e.subject()).isEqualTo(PACK.text());
            assertThat(e.expected()).contains(RECOVERY.fingerprint());
        });
    }

    @Test
    void aSignpostUnderAnotherKeyIsFound() {
        store.putIfAbsent(PACK, "{}".getBytes(StandardCharsets.UTF_8), PLAIN);
        assertThatThrownBy(() -> read(sink, PACK))
                .isInstanceOf(CorruptedException.class)
                .hasMessageContaining(PACK.text());
        assertThatThrownBy(() -> sink.putIfAbsent(RECORD, new byte[0], PLAIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(RECORD.text());
        assertThatThrownBy(() -> sink.begin(RECORD, PLAIN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sink.putIfAbsent(BlobKey.of("vault.json"), new byte[0], STATE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReadThatTheStoreBreaksOffIsUnavailable() {
        upload(sink, PACK, noise(300_000));
        FaultySink faulty = FaultySink.over(store.reopen());
        AgeBlobSink reader = over(faulty, RECOVERY);
        faulty.inject(
                SinkOperation.OPEN, Trigger.always().once(), Fault.halfWay(() -> new UnavailableException("cut")));
        assertThatThrownBy(() -> read(reader, PACK)).isInstanceOf(UnavailableException.class);
        assertThat(read(reader, PACK)).isEqualTo(noise(300_000));
    }

    @Test
    void aStreamThatFailedNeverEnds() throws IOException {
        upload(sink, PACK, noise(300_000));
        store.tamper(PACK, Arrays.copyOf(store.content(PACK), 200_000));
        try (InputStream in = sink.open(PACK, ByteRange.all())) {
            byte[] bytes = new byte[300_000];
            assertThatThrownBy(() -> in.readNBytes(bytes, 0, bytes.length)).isInstanceOf(CorruptedException.class);
            assertThatThrownBy(in::read).isInstanceOf(CorruptedException.class);
        }
    }

    @Test
    void whatCannotBeOpenedLeavesNoStreamOpen() {
        upload(sink, PACK, noise(10));
        InMemoryBlobSink reopened = store.reopen();
        assertThatThrownBy(() -> read(over(reopened, STRANGER), PACK)).isInstanceOf(AccessDeniedException.class);
        assertThat(reopened.openReads()).isZero();
    }

    /** As {@code age} writes it for a stranger. */
    private static byte[] withoutNames(byte[] content) {
        try (ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            try (WritableByteChannel channel = new StandardEncryptingChannelFactory()
                    .newEncryptingChannel(
                            Channels.newChannel(file),
                            List.of(STRANGER.recipient().stanzaWriter()))) {
                channel.write(ByteBuffer.wrap(content));
            }
            return file.toByteArray();
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private void assertCorrupted(byte[] file) {
        store.overwrite(PACK, file);
        assertThatThrownBy(() -> read(sink, PACK))
                .isInstanceOfSatisfying(
                        CorruptedException.class, e -> assertThat(e.subject()).isEqualTo(PACK.text()));
    }

    private void assertDoesNotRead(byte[] file) {
        store.overwrite(PACK, file);
        assertThatThrownBy(() -> read(sink, PACK))
                .isInstanceOfAny(CorruptedException.class, AccessDeniedException.class)
                .hasMessageContaining(PACK.text());
    }
}
