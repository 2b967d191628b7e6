package io.repobackup.testkit.sink;

import static io.repobackup.testkit.sink.Blobs.DATA;
import static io.repobackup.testkit.sink.Blobs.bytes;
import static io.repobackup.testkit.sink.Blobs.noise;
import static io.repobackup.testkit.sink.Blobs.put;
import static io.repobackup.testkit.sink.Blobs.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.SinkCapabilities;
import io.repobackup.api.sink.SinkCapabilities.Concurrency;
import io.repobackup.api.sink.StoredBlob;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link BlobSink#putIfAbsent} promises. */
interface PutContract extends SinkFixture {

    @Test
    default void putStoresTheBytesUnderTheKey() {
        try (BlobSink sink = openSink()) {
            BlobKey key = BlobKey.of("log/one.json");
            StoredBlob stored = put(sink, key, bytes("first"));
            assertHolds(sink, key, bytes("first"));
            assertThat(stored.key()).isEqualTo(key);
            assertDescribes(stored, sink, 5);
        }
    }

    @Test
    default void putOfAnExistingKeyIsRefusedAndChangesNothing() {
        try (BlobSink sink = openSink()) {
            BlobKey key = BlobKey.of("log/one.json");
            put(sink, key, bytes("first"));
            assertThatThrownBy(() -> put(sink, key, bytes("second"))).isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> put(sink, key, bytes("first"))).isInstanceOf(ConflictException.class);
            assertHolds(sink, key, bytes("first"));
        }
    }

    @Test
    default void putOfAnUploadedKeyIsRefused() {
        try (BlobSink sink = openSink()) {
            BlobKey key = BlobKey.of("data/pack");
            Blobs.upload(sink, key, bytes("first"));
            assertThatThrownBy(() -> put(sink, key, bytes("second"))).isInstanceOf(ConflictException.class);
            assertHolds(sink, key, bytes("first"));
        }
    }

    @Test
    default void anEmptyBlobCanBePut() {
        try (BlobSink sink = openSink()) {
            BlobKey key = BlobKey.of("empty");
            assertThat(put(sink, key, new byte[0]).sizeInBytes()).isEqualTo(storedSize(0));
            assertHolds(sink, key, new byte[0]);
        }
    }

    @Test
    default void aBlobOfTheLeastSmallLimitCanBePut() {
        try (BlobSink sink = openSink()) {
            byte[] large = noise(1, (int) SinkCapabilities.LEAST_SMALL_LIMIT_IN_BYTES);
            put(sink, BlobKey.of("large"), large);
            assertThat(Sha256.of(read(sink, BlobKey.of("large")))).isEqualTo(Sha256.of(large));
        }
    }

    @Test
    default void theArrayIsTheCallersAgainAfterAPut() {
        try (BlobSink sink = openSink()) {
            byte[] array = bytes("before");
            put(sink, BlobKey.of("key"), array);
            array[0] = 'X';
            assertHolds(sink, BlobKey.of("key"), bytes("before"));
        }
    }

    @Test
    default void ofSixteenRacingPutsOneWins() {
        try (BlobSink one = openSink();
                BlobSink other = openAgain(one)) {
            assumeTrue(
                    one.capabilities().concurrency() == Concurrency.MANY_WRITERS,
                    "SKIPPED: this sink is used under the promise of a single writer");
            for (int round = 0; round < 25; round++) {
                BlobKey key = BlobKey.of("log/" + round + "/race");
                List<Boolean> won = Together.run(16, i -> wins(i % 2 == 0 ? one : other, key, content(i)));
                assertThat(won).as("who won %s", key).containsOnlyOnce(true);
                assertThat(read(other, key)).isEqualTo(content(won.indexOf(true)));
            }
        }
    }

    @Test
    default void racingPutsOfDifferentKeysInANewFolderAllSucceed() {
        try (BlobSink sink = openSink()) {
            for (int round = 0; round < 10; round++) {
                BlobKey folder = BlobKey.of("a/new/folder" + round);
                Together.run(16, i -> put(sink, folder.child("key" + i), content(i)));
                IntStream.range(0, 16).forEach(i -> assertHolds(sink, folder.child("key" + i), content(i)));
            }
        }
    }

    @Test
    default void aKeyThatIsAFolderOfAnotherIsRefusedOrKeptBesideIt() {
        try (BlobSink sink = openSink()) {
            put(sink, "outer/inner", "inner");
            keptOrRefused(sink, BlobKey.of("outer"));
            assertHolds(sink, BlobKey.of("outer/inner"), bytes("inner"));
            put(sink, "leaf", "leaf");
            keptOrRefused(sink, BlobKey.of("leaf/inner"));
            assertHolds(sink, BlobKey.of("leaf"), bytes("leaf"));
        }
    }

    @Test
    default void aPutOnAnInterruptedThreadHappensOrIsCancelled() {
        try (BlobSink sink = openSink()) {
            BlobKey key = BlobKey.of("interrupted");
            Thread.currentThread().interrupt();
            boolean happened = true;
            try {
                put(sink, key, bytes("content"));
            } catch (CancelledException e) {
                happened = false;
            } finally {
                assertThat(Thread.interrupted())
                        .as("the interrupt flag is kept")
                        .isTrue();
            }
            assertThat(sink.stat(key).isPresent()).isEqualTo(happened);
        }
    }

    private static boolean wins(BlobSink sink, BlobKey key, byte[] content) {
        try {
            return sink.putIfAbsent(key, content, DATA).key().equals(key);
        } catch (ConflictException e) {
            return false;
        }
    }

    private void keptOrRefused(BlobSink sink, BlobKey key) {
        if (wins(sink, key, bytes("kept"))) {
            assertHolds(sink, key, bytes("kept"));
        } else {
            assertThat(sink.stat(key)).isEmpty();
        }
    }

    private static byte[] content(int writer) {
        return bytes(("written by " + writer + "\n").repeat(writer + 1));
    }
}
