package io.repobackup.testkit.sink;

import static io.repobackup.testkit.sink.Blobs.DATA;
import static io.repobackup.testkit.sink.Blobs.bytes;
import static io.repobackup.testkit.sink.Blobs.put;
import static io.repobackup.testkit.sink.Blobs.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FaultySinkTest {

    private static final BlobKey KEY = BlobKey.of("log/1");

    private final InMemoryBlobSink memory = InMemoryBlobSink.create();
    private final FaultySink sink = FaultySink.over(memory);

    /** Without faults the decorator is a sink like any other. */
    @Nested
    class Contract implements BlobSinkContract, RemovalContract, UploadsContract {

        private InMemoryBlobSink decorated = InMemoryBlobSink.create();

        @Override
        public BlobSink openSink() {
            decorated = InMemoryBlobSink.create();
            return FaultySink.over(decorated);
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return FaultySink.over(decorated.reopen());
        }
    }

    @Nested
    class Triggers {

        @Test
        void onlyTheNthCallFails() {
            sink.inject(SinkOperation.STAT, Trigger.always().nth(3), Fault.error(FaultySinkTest::broken));
            assertThat(failures(5)).containsExactly(3);
            assertThat(sink.calls(SinkOperation.STAT)).isEqualTo(5);
        }

        @Test
        void everyCallFromTheNthOnFailsUntilTheSinkIsHealed() {
            sink.inject(SinkOperation.STAT, Trigger.always().from(2), Fault.error(FaultySinkTest::broken));
            assertThat(failures(3)).containsExactly(2, 3);
            sink.heal();
            assertThat(failures(3)).isEmpty();
        }

        @Test
        void theNthCallIsCountedAmongTheCallsThatMatch() {
            sink.inject(
                    SinkOperation.PUT, Trigger.under(BlobKey.of("log")).nth(2), Fault.error(FaultySinkTest::broken));
            put(sink, "data/1", "x");
            put(sink, "log/1", "x");
            put(sink, "data/2", "x");
            assertThatThrownBy(() -> put(sink, "log/2", "x")).isInstanceOf(UnavailableException.class);
            put(sink, "log/2", "x");
        }

        @Test
        void equalSeedsFailTheSameCalls() {
            sink.inject(SinkOperation.STAT, Trigger.seeded(7, 0.3), Fault.error(FaultySinkTest::broken));
            List<Integer> first = failures(100);
            sink.heal();
            sink.inject(SinkOperation.STAT, Trigger.seeded(7, 0.3), Fault.error(FaultySinkTest::broken));
            assertThat(failures(100)).isEqualTo(first).hasSizeBetween(10, 60);
        }

        private List<Integer> failures(int calls) {
            List<Integer> failed = new ArrayList<>();
            IntStream.rangeClosed(1, calls).forEach(i -> {
                try {
                    sink.stat(KEY);
                } catch (UnavailableException e) {
                    failed.add(i);
                }
            });
            return failed;
        }
    }

    @Nested
    class Puts {

        @Test
        void aFailedPutStoresNothing() {
            sink.inject(SinkOperation.PUT, Trigger.always(), Fault.error(FaultySinkTest::broken));
            assertThatThrownBy(() -> put(sink, KEY, bytes("x"))).isInstanceOf(UnavailableException.class);
            assertThat(memory.keys()).isEmpty();
        }

        @Test
        void aPutWithALostAnswerHappened() {
            sink.inject(SinkOperation.PUT, Trigger.always(), Fault.doneButUnknown());
            assertThatThrownBy(() -> put(sink, KEY, bytes("x"))).isInstanceOf(OutcomeUnknownException.class);
            assertThat(memory.keys()).containsExactly(KEY);
        }

        @Test
        void aLostPutDidNotHappenAndLooksTheSame() {
            sink.inject(SinkOperation.PUT, Trigger.always(), Fault.unknownAndNotDone());
            assertThatThrownBy(() -> put(sink, KEY, bytes("x"))).isInstanceOf(OutcomeUnknownException.class);
            assertThat(memory.keys()).isEmpty();
        }
    }

    @Nested
    class Stalls {

        @Test
        void aStalledCallGoesOnWhenReleased() {
            Stall stall = Stall.create();
            sink.inject(SinkOperation.PUT, Trigger.always(), Fault.stall(stall));
            CompletableFuture<StoredBlob> put = CompletableFuture.supplyAsync(() -> put(sink, KEY, bytes("x")));
            stall.awaitArrival();
            assertThat(put).isNotDone();
            stall.release();
            assertThat(put.join().key()).isEqualTo(KEY);
        }

        @Test
        void aStalledCallIsCancelledByAnInterrupt() throws InterruptedException {
            Stall stall = Stall.create();
            sink.inject(SinkOperation.PUT, Trigger.always(), Fault.stall(stall));
            AtomicReference<Throwable> seen = new AtomicReference<>();
            Thread writer = new Thread(() -> {
                try {
                    put(sink, KEY, bytes("x"));
                } catch (CancelledException e) {
                    seen.set(Thread.currentThread().isInterrupted() ? e : new AssertionError("flag lost", e));
                }
            });
            writer.start();
            stall.awaitArrival();
            writer.interrupt();
            writer.join();
            assertThat(seen.get()).isInstanceOf(CancelledException.class);
            assertThat(memory.keys()).isEmpty();
        }
    }

    @Nested
    class HalfWay {

        @Test
        void aShortWriteTakesHalfOfTheBytesAndBreaksTheUpload() {
            sink.inject(SinkOperation.WRITE, Trigger.always().nth(2), Fault.halfWay(FaultySinkTest::broken));
            ByteBuffer second = ByteBuffer.wrap(bytes("123456"));
            try (BlobUpload upload = sink.begin(KEY, DATA)) {
                upload.write(ByteBuffer.wrap(bytes("abc")));
                assertThatThrownBy(() -> upload.write(second)).isInstanceOf(UnavailableException.class);
                assertThat(second.remaining()).isEqualTo(3);
                assertThatThrownBy(upload::commit).isInstanceOf(IllegalStateException.class);
            }
            assertThat(memory.keys()).isEmpty();
        }

        @Test
        void aReadBreaksOffAfterHalfOfTheBytes() throws Exception {
            put(sink, KEY, bytes("0123456789"));
            sink.inject(SinkOperation.OPEN, Trigger.always().once(), Fault.halfWay(FaultySinkTest::broken));
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            try (InputStream in = sink.open(KEY, ByteRange.from(2))) {
                assertThatThrownBy(() -> in.transferTo(read)).isInstanceOf(UnavailableException.class);
            }
            assertThat(read.toString()).hasSizeLessThanOrEqualTo(4);
            assertThat(read(sink, KEY)).isEqualTo(bytes("0123456789"));
        }

        @Test
        void aListingBreaksOffAfterItsFirstKey() {
            put(sink, "log/1", "x");
            put(sink, "log/2", "x");
            sink.inject(SinkOperation.LIST, Trigger.always(), Fault.halfWay(FaultySinkTest::broken));
            List<BlobKey> seen = new ArrayList<>();
            try (Stream<StoredBlob> blobs = sink.list(BlobListing.all())) {
                assertThatThrownBy(() -> blobs.forEach(blob -> seen.add(blob.key())))
                        .isInstanceOf(UnavailableException.class);
            }
            assertThat(seen).containsExactly(BlobKey.of("log/1"));
        }
    }

    private static UnavailableException broken() {
        return new UnavailableException("Calling the store: the cable is cut; mend it");
    }
}
