package io.repobackup.testkit.sink;

import static io.repobackup.testkit.sink.Blobs.DATA;
import static io.repobackup.testkit.sink.Blobs.assertHoldsNothing;
import static io.repobackup.testkit.sink.Blobs.bytes;
import static io.repobackup.testkit.sink.Blobs.digest;
import static io.repobackup.testkit.sink.Blobs.noise;
import static io.repobackup.testkit.sink.Blobs.put;
import static io.repobackup.testkit.sink.Blobs.read;
import static io.repobackup.testkit.sink.Blobs.upload;
import static io.repobackup.testkit.sink.Blobs.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

/** What {@link BlobUpload} promises. */
interface UploadContract extends SinkFixture {

    /** The key that these tests upload. */
    BlobKey KEY = BlobKey.of("data/host/1/pack.bundle");

    @Test
    default void nothingIsVisibleBeforeCommit() {
        try (BlobSink sink = openSink();
                BlobUpload upload = sink.begin(KEY, DATA)) {
            write(upload, noise(1, 100_000));
            assertHoldsNothing(sink);
            assertThat(sink.stat(KEY)).isEmpty();
            assertThatThrownBy(() -> sink.open(KEY, ByteRange.all())).isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    default void commitPublishesWhatWasWrittenInOrder() {
        try (BlobSink sink = openSink();
                BlobUpload upload = sink.begin(KEY, DATA)) {
            upload.write(ByteBuffer.wrap(bytes("one ")));
            upload.write(ByteBuffer.allocate(0));
            upload.write(ByteBuffer.wrap(bytes("..two ..")).position(2).limit(6));
            upload.write(ByteBuffer.allocateDirect(6).put(bytes("three ")).flip());
            upload.write(ByteBuffer.wrap(bytes("four")).asReadOnlyBuffer());
            StoredBlob stored = upload.commit();
            assertThat(stored.key()).isEqualTo(KEY);
            assertDescribes(stored, sink, 18);
            assertHolds(sink, KEY, bytes("one two three four"));
        }
    }

    @Test
    default void writeTakesTheRemainingBytesAndGivesTheBufferBack() {
        try (BlobSink sink = openSink();
                BlobUpload upload = sink.begin(KEY, DATA)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes("first"));
            upload.write(buffer);
            assertThat(buffer.remaining()).isZero();
            buffer.clear().put(bytes("again")).flip();
            upload.write(buffer);
            upload.commit();
            assertHolds(sink, KEY, bytes("firstagain"));
        }
    }

    @Test
    default void anEmptyBlobCanBeUploaded() {
        try (BlobSink sink = openSink()) {
            assertThat(upload(sink, KEY, new byte[0]).sizeInBytes()).isEqualTo(storedSize(0));
            assertHolds(sink, KEY, new byte[0]);
        }
    }

    @Test
    default void aBlobOfManyPartsCanBeUploadedAndRead() {
        try (BlobSink sink = openSink();
                BlobUpload upload = sink.begin(KEY, DATA)) {
            byte[] block = noise(2, 1_000_003);
            MessageDigest expected = Sha256.digest();
            for (int i = 0; i < 40; i++) {
                expected.update(block);
                write(upload, block);
            }
            StoredBlob stored = upload.commit();
            Sha256 digest = Sha256.from(expected);
            assertDescribes(stored, sink, 40L * block.length);
            assertThat(digest(sink, KEY)).isEqualTo(digest);
        }
    }

    @Test
    default void closeWithoutCommitLeavesNothing() {
        try (BlobSink sink = openSink()) {
            BlobUpload upload = sink.begin(KEY, DATA);
            write(upload, noise(3, 9_000_000));
            upload.close();
            upload.close();
            assertHoldsNothing(sink);
            assertThat(sink.stat(KEY)).isEmpty();
        }
    }

    @Test
    default void aFailingProducerLeavesNothing() {
        try (BlobSink sink = openSink()) {
            assertThatThrownBy(() -> produceHalf(sink)).hasMessage("the producer failed");
            assertHoldsNothing(sink);
            upload(sink, KEY, bytes("another attempt"));
            assertHolds(sink, KEY, bytes("another attempt"));
        }
    }

    @Test
    default void commitRepeatedAfterSuccessGivesTheSameAnswer() {
        try (BlobSink sink = openSink();
                BlobUpload upload = sink.begin(KEY, DATA)) {
            write(upload, bytes("content"));
            StoredBlob first = upload.commit();
            assertThat(upload.commit()).isEqualTo(first);
            assertHolds(sink, KEY, bytes("content"));
        }
    }

    @Test
    default void commitRepeatedAfterALostAnswerSucceeds() {
        try (BlobSink sink = openSink()) {
            FaultySink faulty = FaultySink.over(sink);
            faulty.inject(SinkOperation.COMMIT, Trigger.always().once(), Fault.doneButUnknown());
            faulty.inject(SinkOperation.COMMIT, Trigger.always().nth(2), Fault.unknownAndNotDone());
            try (BlobUpload upload = faulty.begin(KEY, DATA)) {
                write(upload, noise(4, 9_000_000));
                assertThatThrownBy(upload::commit).isInstanceOf(OutcomeUnknownException.class);
                assertThatThrownBy(upload::commit).isInstanceOf(OutcomeUnknownException.class);
                assertThat(upload.commit().sizeInBytes()).isEqualTo(storedSize(9_000_000));
            }
            assertThat(Sha256.of(read(sink, KEY))).isEqualTo(Sha256.of(noise(4, 9_000_000)));
        }
    }

    @Test
    default void closeAfterCommitKeepsTheBlob() {
        try (BlobSink sink = openSink()) {
            BlobUpload upload = sink.begin(KEY, DATA);
            write(upload, bytes("content"));
            upload.commit();
            upload.close();
            upload.close();
            assertHolds(sink, KEY, bytes("content"));
        }
    }

    @Test
    default void writeAfterCommitOrCloseAndCommitAfterCloseAreRefused() {
        try (BlobSink sink = openSink()) {
            BlobUpload upload = sink.begin(KEY, DATA);
            upload.commit();
            assertThatThrownBy(() -> write(upload, bytes("late"))).isInstanceOf(IllegalStateException.class);
            upload.close();
            assertThatThrownBy(() -> write(upload, bytes("late"))).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(upload::commit).isInstanceOf(IllegalStateException.class);
            assertHolds(sink, KEY, new byte[0]);
        }
    }

    @Test
    default void anUploadOverAnExistingKeyIsRefusedOrReplacesItWhole() {
        try (BlobSink sink = openSink()) {
            put(sink, KEY, bytes("first"));
            byte[] expected = bytes("second");
            try {
                upload(sink, KEY, expected);
            } catch (ConflictException e) {
                expected = bytes("first");
            }
            assertHolds(sink, KEY, expected);
        }
    }

    @Test
    default void manyUploadsRunAtOnce() {
        try (BlobSink sink = openSink()) {
            Together.run(8, i -> upload(sink, BlobKey.of("data/" + i), noise(i, 1_500_000)));
            for (int i = 0; i < 8; i++) {
                assertThat(Sha256.of(read(sink, BlobKey.of("data/" + i)))).isEqualTo(Sha256.of(noise(i, 1_500_000)));
            }
        }
    }

    private static void produceHalf(BlobSink sink) {
        try (BlobUpload upload = sink.begin(KEY, DATA)) {
            write(upload, noise(5, 9_000_000));
            throw new IllegalArgumentException("the producer failed");
        }
    }
}
