package io.repobackup.age;

import static io.repobackup.age.AgeSinks.DATA;
import static io.repobackup.age.AgeSinks.PACK;
import static io.repobackup.age.AgeSinks.RECORD;
import static io.repobackup.age.AgeSinks.RECOVERY;
import static io.repobackup.age.AgeSinks.STATE;
import static io.repobackup.age.AgeSinks.noise;
import static io.repobackup.age.AgeSinks.over;
import static io.repobackup.age.AgeSinks.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.age.PendingPuts.Put;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.Sha256;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A put that is sent again is the same put for the store. */
class RetriedPutsTest {

    private static final BlobKey OTHER = BlobKey.of("log/host/repo-1/0000000002.json.gz");

    private final InMemoryBlobSink store = InMemoryBlobSink.create();
    private final FaultySink faulty = FaultySink.over(store);
    private final AgeBlobSink sink = over(faulty, RECOVERY);

    @Test
    void aPutThatIsSentAgainSendsTheSameBytes() {
        byte[] content = noise(5_000);
        byte[] first = sentInVain(RECORD, content);
        store.lose(RECORD);
        sink.putIfAbsent(RECORD, content, STATE);
        assertThat(store.content(RECORD)).isEqualTo(first);
        assertThat(read(sink, RECORD)).isEqualTo(content);
    }

    @Test
    void anotherContentOrClassOrKeyIsEncryptedAnew() {
        byte[] first = sentInVain(RECORD, noise(5_000));
        store.lose(RECORD);
        sink.putIfAbsent(RECORD, noise(5_001), STATE);
        assertThat(read(sink, RECORD)).isEqualTo(noise(5_001));
        sink.putIfAbsent(OTHER, noise(5_000), STATE);
        sink.putIfAbsent(PACK, noise(5_000), DATA);
        assertThat(store.content(OTHER)).isNotEqualTo(first);
        assertThat(store.content(PACK)).isNotEqualTo(first);
        store.lose(RECORD);
        sink.putIfAbsent(RECORD, noise(5_000), DATA);
        assertThat(store.content(RECORD)).isNotEqualTo(first);
    }

    @Test
    void aPutThatWasAnsweredIsForgotten() {
        byte[] content = noise(5_000);
        byte[] first = sentInVain(RECORD, content);
        assertThatThrownBy(() -> sink.putIfAbsent(RECORD, content, STATE)).isInstanceOf(ConflictException.class);
        store.lose(RECORD);
        sink.putIfAbsent(RECORD, content, STATE);
        byte[] second = store.content(RECORD);
        assertThat(second).isNotEqualTo(first);
        store.lose(RECORD);
        sink.putIfAbsent(RECORD, content, STATE);
        assertThat(store.content(RECORD)).isNotEqualTo(second);
    }

    @Test
    void whatIsKeptForRetriesIsBounded() {
        PendingPuts pending = new PendingPuts(1_000);
        for (int i = 0; i < 50; i++) {
            pending.keep(put(i), new byte[300]);
        }
        assertThat(pending.sizeInBytes()).isEqualTo(900);
        assertThat(pending.ciphertext(put(46))).isEmpty();
        assertThat(pending.ciphertext(put(47))).isPresent();
        pending.keep(put(48), new byte[300]);
        assertThat(pending.sizeInBytes()).isEqualTo(900);
        pending.forget(put(48));
        pending.forget(put(48));
        assertThat(pending.sizeInBytes()).isEqualTo(600);
        pending.keep(put(60), new byte[2_000]);
        assertThat(pending.sizeInBytes())
                .as("what is too large alone is not kept")
                .isZero();
    }

    @Test
    void aCommitThatIsRepeatedEndsTheFileOnce() {
        faulty.inject(SinkOperation.COMMIT, Trigger.always().once(), Fault.unknownAndNotDone());
        try (BlobUpload upload = sink.begin(PACK, DATA)) {
            upload.write(ByteBuffer.wrap(noise(70_000)));
            assertThatThrownBy(upload::commit).isInstanceOf(OutcomeUnknownException.class);
            assertThat(upload.commit()).isEqualTo(upload.commit());
        }
        assertThat(read(sink, PACK)).isEqualTo(noise(70_000));
    }

    private byte[] sentInVain(BlobKey key, byte[] content) {
        faulty.inject(
                SinkOperation.PUT,
                Trigger.always().once(),
                Fault.doneButFailed(() -> new UnavailableException("the cable was cut after the last byte")));
        assertThatThrownBy(() -> sink.putIfAbsent(key, content, STATE)).isInstanceOf(UnavailableException.class);
        return store.content(key);
    }

    private static Put put(int number) {
        return new Put(RECORD, BlobClass.STATE, Sha256.of(new byte[number]));
    }
}
