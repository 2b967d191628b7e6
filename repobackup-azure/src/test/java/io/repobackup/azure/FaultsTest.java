package io.repobackup.azure;

import static io.repobackup.azure.FaultyAzurite.any;
import static io.repobackup.azure.FaultyAzurite.comp;
import static io.repobackup.azure.FaultyAzurite.method;
import static io.repobackup.azure.FaultyAzurite.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of requests that go wrong on their way to Azurite: what is told is true, and nothing half is stored. */
class FaultsTest {

    private static final BlobOptions DATA = BlobOptions.of(BlobClass.DATA);
    private static final BlobKey KEY = BlobKey.of("data/1");
    private static final int BLOCK = 64 << 10;

    private FaultyAzurite way;
    private String container = "";
    private AzureBlobSink sink;

    @BeforeEach
    void open() throws Exception {
        way = new FaultyAzurite();
        container = Azurite.newContainer();
        sink = way.sink(container)
                .blockSizeInBytes(BLOCK)
                .stallTimeout(Duration.ofSeconds(20))
                .build();
    }

    @AfterEach
    void close() {
        if (sink != null) {
            sink.close();
            way.close();
        }
    }

    @Nested
    class Blocks {

        @Test
        void areSentAgainWhenTheStoreIsBusyOrTheConnectionBreaks() {
            way.answer(2, comp("block"), (store, request) -> refusal(503, "ServerBusy"));
            way.answer(1, comp("block"), FaultyAzurite::done);
            way.answer(1, comp("block"), FaultyAzurite::lost);
            assertThat(upload(5 * BLOCK).sizeInBytes()).isEqualTo(5 * BLOCK);
            assertThat(read(KEY)).isEqualTo(noise(5 * BLOCK));
        }

        @Test
        void thatCannotBeSentFailTheUploadAndNothingAppears() {
            way.answer(99, comp("block"), (store, request) -> refusal(500, "InternalError"));
            assertNothingIsStoredAfter(() -> upload(5 * BLOCK), UnavailableException.class, "500 InternalError");
            assertThat(way.requests(comp("blocklist"))).isEmpty();
        }

        @Test
        void thatAreCutHalfWayEachTimeFailTheUploadAndNothingAppears() {
            way.cutBodies(true);
            assertNothingIsStoredAfter(
                    () -> upload(5 * BLOCK), UnavailableException.class, "Sending a block of data/1");
        }

        @Test
        void thatChangedOnTheirWayAreRefusedByTheStore() {
            way.answer(99, comp("block"), (store, request) -> {
                byte[] body = request.getBody().toByteArray();
                body[7] ^= 1;
                return store.forward(request, body);
            });
            // Azure has a code of its own for it, which RefusalsTest knows.
            assertNothingIsStoredAfter(() -> upload(5 * BLOCK), RepobackupException.class, "it answered 400");
        }

        @Test
        void thatTheStoreDroppedAreNamed() {
            way.answer(1, comp("blocklist"), (store, request) -> refusal(400, "InvalidBlockList"));
            assertNothingIsStoredAfter(() -> upload(2 * BLOCK), RepobackupException.class, "dropped blocks");
        }
    }

    @Nested
    class LostAnswers {

        @Test
        void ofAPutThatHappenedAreUnknownAndThenAConflict() {
            way.answer(1, method("PUT"), FaultyAzurite::done);
            assertThatThrownBy(() -> put(KEY, "record")).isInstanceOf(OutcomeUnknownException.class);
            assertThat(way.requests(method("PUT"))).as("sent once").hasSize(1);
            assertThatThrownBy(() -> put(KEY, "record")).isInstanceOf(ConflictException.class);
            assertThat(read(KEY)).isEqualTo("record".getBytes(UTF_8));
        }

        @Test
        void ofAPutThatDidNotHappenAreUnknownAndThenASuccess() {
            way.answer(1, method("PUT"), FaultyAzurite::lost);
            assertThatThrownBy(() -> put(KEY, "record")).isInstanceOf(OutcomeUnknownException.class);
            assertThat(put(KEY, "record").sizeInBytes()).isEqualTo(6);
        }

        @Test
        void ofAPutWithAServerErrorAreUnknown() {
            way.answer(1, method("PUT"), (store, request) -> {
                store.forward(request, request.getBody().toByteArray());
                return refusal(500, "OperationTimedOut");
            });
            assertThatThrownBy(() -> put(KEY, "record")).isInstanceOf(OutcomeUnknownException.class);
        }

        @Test
        void ofTheProofThatFollowsTheFirstPutDoNotFailIt() {
            AtomicReference<Boolean> first = new AtomicReference<>(true);
            way.answer(1, request -> method("PUT").test(request) && !first.getAndSet(false), FaultyAzurite::lost);
            assertThat(put(KEY, "record").sizeInBytes()).isEqualTo(6);
            put(BlobKey.of("log/2"), "record");
            assertThat(way.requests(method("PUT")))
                    .as("two puts, a lost proof and one more")
                    .hasSize(4);
            put(BlobKey.of("log/3"), "record");
            assertThat(way.requests(method("PUT"))).as("one put").hasSize(5);
        }

        @Test
        void ofACommitThatHappenedAreFoundByTheNext() {
            way.answer(1, comp("blocklist"), FaultyAzurite::done);
            StoredBlob stored = committedTwice(3 * BLOCK + 1);
            assertThat(stored.sizeInBytes()).isEqualTo(3 * BLOCK + 1);
            assertThat(stored.sha256()).isPresent();
            assertThat(way.requests(comp("blocklist"))).as("committed once").hasSize(1);
        }

        @Test
        void ofACommitThatDidNotHappenAreMadeGoodByTheNext() {
            way.answer(1, comp("blocklist"), FaultyAzurite::lost);
            assertThat(committedTwice(3 * BLOCK + 1).sizeInBytes()).isEqualTo(3 * BLOCK + 1);
        }

        @Test
        void ofAShortUploadThatHappenedAreFoundByTheNextCommit() {
            way.answer(1, method("PUT"), FaultyAzurite::done);
            assertThat(committedTwice(100).sizeInBytes()).isEqualTo(100);
            assertThat(way.requests(method("PUT"))).hasSize(1);
        }

        @Test
        void ofACommitAreNotTakenForAnothersBlob() {
            way.answer(1, comp("blocklist"), FaultyAzurite::lost);
            try (BlobUpload upload = sink.begin(KEY, DATA)) {
                upload.write(ByteBuffer.wrap(noise(2 * BLOCK)));
                assertThatThrownBy(upload::commit).isInstanceOf(OutcomeUnknownException.class);
                Azurite.container(container).getBlobClient(KEY.text()).upload(BinaryData.fromString("another's"), true);
                assertThatThrownBy(upload::commit).isInstanceOf(ConflictException.class);
            }
            assertThat(read(KEY)).isEqualTo("another's".getBytes(UTF_8));
        }

        private StoredBlob committedTwice(int length) {
            try (BlobUpload upload = sink.begin(KEY, DATA)) {
                upload.write(ByteBuffer.wrap(noise(length)));
                assertThatThrownBy(upload::commit).isInstanceOf(OutcomeUnknownException.class);
                StoredBlob stored = upload.commit();
                assertThat(upload.commit()).isEqualTo(stored);
                assertThat(read(KEY)).isEqualTo(noise(length));
                return stored;
            }
        }
    }

    @Nested
    class Readings {

        @Test
        void thatBreakOffAreContinuedFromWhereTheyWere() {
            upload(3 * BLOCK);
            breakOff(3);
            assertThat(read(KEY)).isEqualTo(noise(3 * BLOCK));
            assertThat(way.requests(method("GET")))
                    .extracting(request -> request.getHeaders().get("If-Match") != null)
                    .containsExactly(false, true, true, true);
            breakOff(3);
            assertThat(read(KEY, ByteRange.of(5, 2 * BLOCK)))
                    .isEqualTo(Arrays.copyOfRange(noise(3 * BLOCK), 5, 2 * BLOCK + 5));
        }

        @Test
        void thatBreakOffAgainAndAgainAreNeverShort() {
            upload(3 * BLOCK);
            breakOff(99);
            assertThatThrownBy(() -> read(KEY)).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> read(KEY, ByteRange.from(5))).isInstanceOf(UnavailableException.class);
        }

        @Test
        void areNotContinuedWithAnotherBlob() {
            upload(3 * BLOCK);
            way.answer(1, method("GET"), (store, request) -> {
                MockResponse broken = FaultyAzurite.changed(
                                answer -> answer.onResponseBody(new SocketEffect.CloseSocket()))
                        .apply(store, request);
                Azurite.container(container)
                        .getBlobClient(KEY.text())
                        .upload(BinaryData.fromBytes(new byte[3 * BLOCK]), true);
                return broken;
            });
            assertThatThrownBy(() -> read(KEY))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("replaced while it was read");
        }

        private void breakOff(int times) {
            way.answer(
                    times,
                    method("GET"),
                    FaultyAzurite.changed(answer -> answer.onResponseBody(new SocketEffect.CloseSocket())));
        }

        @Test
        void ofBytesThatChangedAreDamaged() {
            upload(2 * BLOCK);
            way.answer(
                    1,
                    method("GET"),
                    FaultyAzurite.changed(answer -> answer.body(new Buffer().write(new byte[2 * BLOCK]))));
            assertThatThrownBy(() -> read(KEY))
                    .isInstanceOfSatisfying(
                            CorruptedException.class,
                            e -> assertThat(e.subject()).isEqualTo("data/1"));
        }

        @Test
        void areTriedAgainWhenTheStoreIsBusy() {
            put(KEY, "record");
            way.answer(2, method("GET"), (store, request) -> refusal(503, "ServerBusy"));
            assertThat(read(KEY)).isEqualTo("record".getBytes(UTF_8));
        }

        @Test
        void thatStallEndWithTheTimeOut() {
            put(KEY, "record");
            try (AzureBlobSink hasty =
                    way.sink(container).stallTimeout(Duration.ofMillis(200)).build()) {
                way.answer(99, any(), FaultyAzurite::stalled);
                assertThatThrownBy(() -> hasty.open(KEY, ByteRange.all()))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("Reading data/1");
            }
        }
    }

    @Nested
    class Interrupts {

        @Test
        void endAPutThatStalls() throws Exception {
            way.answer(99, any(), FaultyAzurite::stalled);
            assertInterruptible(() -> put(KEY, "record"));
        }

        @Test
        void endAnUploadThatStalls() throws Exception {
            way.answer(99, any(), FaultyAzurite::stalled);
            assertInterruptible(() -> upload(40 * BLOCK));
        }

        @Test
        void endAListingThatStalls() throws Exception {
            way.answer(99, any(), FaultyAzurite::stalled);
            assertInterruptible(() -> {
                try (Stream<StoredBlob> blobs = sink.list(BlobListing.all())) {
                    blobs.toList();
                }
            });
        }

        @Test
        void endAReadingThatStallsInItsBody() throws Exception {
            upload(9 * BLOCK);
            way.answer(99, any(), FaultyAzurite.changed(answer -> answer.onResponseBody(SocketEffect.Stall.INSTANCE)));
            assertInterruptible(() -> read(KEY));
        }

        private void assertInterruptible(ThrowingCallable call) throws InterruptedException {
            int before = way.requests(any()).size();
            CountDownLatch ended = new CountDownLatch(1);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                try {
                    call.call();
                } catch (Throwable e) {
                    thrown.set(e);
                    flag.set(Thread.currentThread().isInterrupted());
                }
                ended.countDown();
            });
            caller.start();
            while (way.requests(any()).size() == before) {
                Thread.onSpinWait();
            }
            caller.interrupt();
            assertThat(ended.await(10, TimeUnit.SECONDS)).as("ended").isTrue();
            assertThat(thrown.get()).isInstanceOf(CancelledException.class);
            assertThat(flag.get()).as("the interrupt flag").isTrue();
        }
    }

    @Nested
    class Refusals {

        @Test
        void fromOneMomentOnNameThePermissionAndLeaveWhatWasStored() {
            put(BlobKey.of("log/1"), "before");
            way.answer(999, any(), (store, request) -> refusal(403, "AuthorizationPermissionMismatch"));
            assertThatThrownBy(() -> upload(5 * BLOCK))
                    .isInstanceOfSatisfying(
                            AccessDeniedException.class,
                            e -> assertThat(e.permission()).contains("SAS permission w, action blobs/write"))
                    .hasMessageContaining("data/1")
                    .hasMessageContaining(container)
                    .hasMessageContaining("of-the-test");
            way.heal();
            assertThat(keys()).containsExactly(BlobKey.of("log/1"));
        }

        @Test
        void ofAContainerThatIsNotThereNameIt() {
            try (AzureBlobSink lost = way.sink("no-such-container").build()) {
                assertThatThrownBy(() -> lost.stat(KEY)).isInstanceOf(MisconfiguredException.class);
                assertThatThrownBy(() -> lost.open(KEY, ByteRange.all()))
                        .isInstanceOf(MisconfiguredException.class)
                        .hasMessageContaining("no-such-container");
                assertThatThrownBy(() -> lost.putIfAbsent(KEY, new byte[1], DATA))
                        .isInstanceOf(MisconfiguredException.class);
                assertThatThrownBy(() -> lost.list(BlobListing.all()).toList())
                        .isInstanceOf(MisconfiguredException.class);
            }
        }

        @Test
        void ofAWrongKeyDoNotTellIt() {
            String wrong = "d3Jvbmcga2V5IHdyb25nIGtleSB3cm9uZyBrZXk=";
            try (AzureBlobSink stranger = Azurite.sink(container)
                    .credential(AzureCredential.accountKey(Azurite.ACCOUNT, Secret.of(wrong.toCharArray())))
                    .build()) {
                assertThatThrownBy(() -> stranger.putIfAbsent(KEY, new byte[1], DATA))
                        .isInstanceOf(AccessDeniedException.class)
                        .hasMessageNotContaining(wrong);
                assertThatThrownBy(() -> stranger.stat(KEY)).isInstanceOf(AccessDeniedException.class);
            }
        }

        @Test
        void toConnectAreUnavailableAndNotUnknown() {
            way.close();
            assertThatThrownBy(() -> put(KEY, "record")).isInstanceOf(UnavailableException.class);
        }
    }

    private void assertNothingIsStoredAfter(ThrowingCallable call, Class<?> failure, String words) {
        assertThatThrownBy(call).isInstanceOf(failure).hasMessageContaining(words);
        way.heal();
        assertThat(keys()).isEmpty();
        assertThat(sink.stat(KEY)).isEmpty();
    }

    private List<BlobKey> keys() {
        try (Stream<StoredBlob> blobs = sink.list(BlobListing.all())) {
            return blobs.map(StoredBlob::key).toList();
        }
    }

    private StoredBlob put(BlobKey key, String content) {
        return sink.putIfAbsent(key, content.getBytes(UTF_8), DATA);
    }

    private StoredBlob upload(int length) {
        try (BlobUpload upload = sink.begin(KEY, DATA)) {
            ByteBuffer content = ByteBuffer.wrap(noise(length));
            while (content.hasRemaining()) {
                ByteBuffer some = content.slice().limit(Math.min(10_000, content.remaining()));
                content.position(content.position() + some.remaining());
                upload.write(some);
            }
            return upload.commit();
        }
    }

    private byte[] read(BlobKey key) {
        return read(key, ByteRange.all());
    }

    private byte[] read(BlobKey key, ByteRange range) {
        try (InputStream in = sink.open(key, range)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("a sink fails with its own exceptions", e);
        }
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }
}
