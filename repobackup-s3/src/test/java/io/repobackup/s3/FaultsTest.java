package io.repobackup.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NoSpaceException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Uploads;
import io.repobackup.s3.Front.Request;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a sink's calls when the store, or what stands between, does not answer as it should. */
class FaultsTest {

    private static final BlobOptions DATA = BlobOptions.of(BlobClass.DATA);
    private static final BlobKey KEY = BlobKey.of("data/host/1/pack");
    private static final BlobKey LOG = BlobKey.of("log/host/1/0000000001");
    private static final Instant FAR_FUTURE = Instant.parse("2999-01-01T00:00:00Z");
    private static final int TWO_PARTS = 7 << 20;

    private static final Predicate<Request> PUT = request -> request.method().equals("PUT");
    private static final Predicate<Request> PART =
            PUT.and(request -> request.target().contains("partNumber="));
    private static final Predicate<Request> CREATE = request -> request.target().contains("?uploads");
    private static final Predicate<Request> COMPLETE =
            request -> request.method().equals("POST") && request.target().contains("uploadId=");
    private static final Predicate<Request> GET = request -> request.method().equals("GET");
    private static final Predicate<Request> HEAD = request -> request.method().equals("HEAD");
    private static final Predicate<Request> ANY = request -> true;

    private final S3ProxyServer server = S3ProxyServer.running();
    private final Front front = Front.of(server.endpoint());
    private final String bucket = server.newBucket();

    @AfterEach
    void closeFront() {
        front.close();
    }

    private S3SinkBuilder builder() {
        return S3BlobSink.builder(bucket)
                .prefix("p")
                .endpoint(front.endpoint())
                .pathStyle()
                .partSizeInBytes(5 << 20)
                .pause(length -> {})
                .credentials(key());
    }

    private static S3AccessKey key() {
        return S3AccessKey.of(S3ProxyServer.KEY_ID, Secret.of(S3ProxyServer.SECRET.toCharArray()));
    }

    /** A sink that has found out already which words the store understands. */
    private S3BlobSink provenSink() {
        S3BlobSink sink = builder().build();
        put(sink, BlobKey.of("first"), "first");
        return sink;
    }

    private static StoredBlob put(BlobSink sink, BlobKey key, String text) {
        return sink.putIfAbsent(key, text.getBytes(UTF_8), BlobOptions.of(BlobClass.STATE));
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    private static StoredBlob upload(BlobSink sink, byte[] content) {
        try (BlobUpload upload = sink.begin(KEY, DATA)) {
            upload.write(ByteBuffer.wrap(content));
            return upload.commit();
        }
    }

    private static byte[] read(BlobSink sink, BlobKey key) throws IOException {
        try (InputStream in = sink.open(key, ByteRange.all())) {
            return in.readAllBytes();
        }
    }

    /** Nothing was stored, and no parts were left, as the store itself says. */
    private void assertNothingLeft() {
        try (S3BlobSink direct = builder().endpoint(server.endpoint()).build();
                Stream<StoredBlob> blobs = direct.list(BlobListing.under(BlobKey.of("data")));
                Stream<Uploads.Unfinished> leftovers =
                        direct.facet(Uploads.class).orElseThrow().unfinished(FAR_FUTURE)) {
            assertThat(blobs).isEmpty();
            assertThat(leftovers).isEmpty();
        }
    }

    @Nested
    class PuttingIfAbsent {

        @Test
        void aLostAnswerIsUnknownAndTheSameCallThenMeetsItself() throws IOException {
            try (S3BlobSink sink = provenSink()) {
                front.next(1, PUT, Acts.loseAnswer());
                long before = front.count(PUT);
                assertThatThrownBy(() -> put(sink, LOG, "record")).isInstanceOf(OutcomeUnknownException.class);
                assertThat(front.count(PUT)).as("the SDK sends nothing again").isEqualTo(before + 1);
                assertThatThrownBy(() -> put(sink, LOG, "record")).isInstanceOf(ConflictException.class);
                assertThat(read(sink, LOG)).isEqualTo("record".getBytes(UTF_8));
            }
        }

        @Test
        void aRequestThatDidNotArriveIsUnknownAndThenSucceeds() throws IOException {
            try (S3BlobSink sink = provenSink()) {
                front.next(1, PUT, Acts.hangUp());
                assertThatThrownBy(() -> put(sink, LOG, "record")).isInstanceOf(OutcomeUnknownException.class);
                put(sink, LOG, "record");
                assertThat(read(sink, LOG)).isEqualTo("record".getBytes(UTF_8));
            }
        }

        @ParameterizedTest
        @CsvSource({"409,ConditionalRequestConflict", "503,SlowDown", "503,ServiceUnavailable"})
        void whatTheStoreSaysWasNotDoneIsSentAgain(int status, String code) throws IOException {
            try (S3BlobSink sink = provenSink()) {
                front.next(3, PUT, Acts.error(status, code));
                put(sink, LOG, "record");
                assertThat(read(sink, LOG)).isEqualTo("record".getBytes(UTF_8));
            }
        }

        @Test
        void aStoreThatIsAlwaysBusyIsUnavailable() {
            try (S3BlobSink sink = provenSink()) {
                long before = front.count(PUT);
                front.always(PUT, Acts.error(503, "SlowDown"));
                assertThatThrownBy(() -> put(sink, LOG, "record"))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("SlowDown")
                        .hasMessageContaining("REQ1");
                assertThat(front.count(PUT) - before).isBetween(2L, 6L);
                assertThat(sink.stat(LOG)).isEmpty();
            }
        }

        @Test
        void anInternalErrorIsUnknown() {
            try (S3BlobSink sink = provenSink()) {
                front.next(1, PUT, Acts.error(500, "InternalError"));
                assertThatThrownBy(() -> put(sink, LOG, "record")).isInstanceOf(OutcomeUnknownException.class);
            }
        }

        @Test
        void anExistingKeyIsAConflictWithoutALookBefore() {
            try (S3BlobSink sink = provenSink()) {
                put(sink, LOG, "record");
                long heads = front.count(HEAD);
                assertThatThrownBy(() -> put(sink, LOG, "another")).isInstanceOf(ConflictException.class);
                assertThat(front.count(HEAD)).isEqualTo(heads);
            }
        }

        @Test
        void anInterruptEndsAPutThatHangs() throws Exception {
            CountDownLatch arrived = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            try (S3BlobSink sink = provenSink()) {
                front.next(1, PUT, Acts.stall(arrived, release));
                assertCancelled(arrived, () -> put(sink, LOG, "record"));
            } finally {
                release.countDown();
            }
        }
    }

    @Nested
    class Probing {

        @Test
        void theFirstPutIsSentTwiceAndLaterOnesOnce() {
            try (S3BlobSink sink = builder().build()) {
                put(sink, LOG, "record");
                assertThat(front.count(PUT)).isEqualTo(2);
                put(sink, BlobKey.of("log/host/1/0000000002"), "other");
                assertThat(front.count(PUT)).isEqualTo(3);
            }
        }

        @Test
        void aSinkThatOnlyReadsIsNeverProbed() {
            try (S3BlobSink sink = builder().build()) {
                assertThat(sink.stat(LOG)).isEmpty();
                sink.list(BlobListing.all()).close();
                sink.capabilities();
                assertThat(front.count(PUT)).isZero();
            }
        }

        @Test
        void aStoreThatTakesItTwiceIsRefusedWithTheWayOut() {
            front.always(PUT, Acts.answer(200, "", "ETag: \"1\""));
            try (S3BlobSink sink = builder().build()) {
                assertThatThrownBy(() -> put(sink, LOG, "record"))
                        .isInstanceOf(MisconfiguredException.class)
                        .hasMessageContaining("singleWriter");
            }
        }

        @Test
        void whatExistsIsNotOverwrittenByTheProbe() throws IOException {
            try (S3BlobSink sink = provenSink()) {
                put(sink, LOG, "record");
            }
            long before = front.count(PUT);
            try (S3BlobSink sink = builder().build()) {
                assertThatThrownBy(() -> put(sink, LOG, "another")).isInstanceOf(ConflictException.class);
                assertThat(front.count(PUT)).isEqualTo(before);
                assertThat(read(sink, LOG)).isEqualTo("record".getBytes(UTF_8));
            }
        }

        @Test
        void aStoreOfTheOtherDialectIsFoundAndItsFirstPutIsUnknown() {
            Predicate<Request> google = PUT.and(request -> request.has("x-goog-if-generation-match: 0"));
            front.always(google, Acts.error(412, "PreconditionFailed"));
            front.always(PUT, Acts.answer(200, "", "ETag: \"1\""));
            try (S3BlobSink sink = builder().build()) {
                assertThatThrownBy(() -> put(sink, LOG, "record")).isInstanceOf(OutcomeUnknownException.class);
                assertThatThrownBy(() -> put(sink, LOG, "record")).isInstanceOf(ConflictException.class);
                assertThat(front.count(google)).isEqualTo(2);
            }
        }

        @Test
        void aPromisedSingleWriterLooksBeforeItPuts() throws IOException {
            try (S3BlobSink sink = builder().singleWriter().build()) {
                put(sink, LOG, "record");
                assertThatThrownBy(() -> put(sink, LOG, "another")).isInstanceOf(ConflictException.class);
                assertThat(front.count(PUT)).isEqualTo(1);
                assertThat(front.requests()).noneMatch(request -> request.has("If-None-Match"));
                assertThat(read(sink, LOG)).isEqualTo("record".getBytes(UTF_8));
            }
        }
    }

    @Nested
    class Uploading {

        @Test
        void aConnectionCutMidPartIsMadeUpFor() throws IOException {
            try (S3BlobSink sink = provenSink()) {
                front.next(2, PART, Acts.cutAfterSending(1_000_000));
                byte[] content = noise(TWO_PARTS);
                StoredBlob stored = upload(sink, content);
                assertThat(stored.sha256()).contains(Sha256.of(content));
                assertThat(Sha256.of(read(sink, KEY))).isEqualTo(Sha256.of(content));
            }
        }

        @Test
        void olderServersAreServedWithMd5Alone() throws IOException {
            try (S3BlobSink sink = builder().checksums(S3Checksums.CONTENT_MD5).build()) {
                put(sink, LOG, "record");
                StoredBlob stored = upload(sink, noise(TWO_PARTS));
                assertThat(read(sink, KEY)).isEqualTo(noise(TWO_PARTS));
                Removal removal = sink.facet(Removal.class).orElseThrow();
                assertThat(removal.remove(List.of(stored))).containsValue(new Removal.Answer.Removed());
            }
        }

        @Test
        void aPartThatNeverArrivesFailsTheUploadAndLeavesNothing() {
            try (S3BlobSink sink = provenSink()) {
                front.always(PART, Acts.hangUp());
                assertThatThrownBy(() -> upload(sink, noise(TWO_PARTS))).isInstanceOf(UnavailableException.class);
            }
            assertNothingLeft();
        }

        @ParameterizedTest
        @CsvSource({"500,InternalError", "503,SlowDown", "503,ServiceUnavailable", "400,RequestTimeout"})
        void partsAreSentAgainWhenTheStoreIsBusy(int status, String code) throws IOException {
            try (S3BlobSink sink = provenSink()) {
                front.next(2, PART, Acts.error(status, code));
                upload(sink, noise(TWO_PARTS));
                assertThat(read(sink, KEY)).hasSize(TWO_PARTS);
            }
        }

        @ParameterizedTest
        @CsvSource({"409,ConditionalRequestConflict", "503,SlowDown", "503,ServiceUnavailable", "400,RequestTimeout"})
        void whatTheStoreSaysWasNotDoneIsSentAgain(int status, String code) throws IOException {
            try (S3BlobSink sink = provenSink();
                    BlobUpload small = sink.begin(BlobKey.of("data/small"), DATA)) {
                front.next(2, PUT.and(PART.negate()), Acts.error(status, code));
                small.write(ByteBuffer.wrap(noise(10)));
                assertThat(small.commit().sizeInBytes()).isEqualTo(10);
                front.next(2, COMPLETE, Acts.error(status, code));
                upload(sink, noise(TWO_PARTS));
                assertThat(read(sink, KEY)).hasSize(TWO_PARTS);
            }
        }

        @Test
        void accessThatIsWithdrawnMidwayFailsTheUploadAndCommitsNothing() {
            try (S3BlobSink sink = provenSink()) {
                front.next(1, PART, Acts.pass());
                front.always(PART.or(COMPLETE), Acts.error(403, "AccessDenied"));
                assertThatThrownBy(() -> upload(sink, noise(TWO_PARTS)))
                        .isInstanceOfSatisfying(
                                AccessDeniedException.class,
                                e -> assertThat(e.permission()).contains("s3:PutObject"));
            }
            assertNothingLeft();
        }

        @Test
        void aLostAnswerOfACompletionIsUnknownAndTheNextCommitFindsTheObject() throws IOException {
            try (S3BlobSink sink = provenSink();
                    BlobUpload upload = sink.begin(KEY, DATA)) {
                upload.write(ByteBuffer.wrap(noise(TWO_PARTS)));
                front.next(1, COMPLETE, Acts.loseAnswer());
                assertThatThrownBy(upload::commit).isInstanceOf(OutcomeUnknownException.class);
                StoredBlob stored = upload.commit();
                assertThat(stored.sizeInBytes()).isEqualTo(TWO_PARTS);
                assertThat(stored.sha256()).contains(Sha256.of(noise(TWO_PARTS)));
                assertThat(Sha256.of(read(sink, KEY))).isEqualTo(Sha256.of(noise(TWO_PARTS)));
            }
        }

        @Test
        void aCompletionThatDidNotArriveIsUnknownAndTheNextCommitDoesIt() throws IOException {
            try (S3BlobSink sink = provenSink();
                    BlobUpload upload = sink.begin(KEY, DATA)) {
                upload.write(ByteBuffer.wrap(noise(TWO_PARTS)));
                front.next(1, COMPLETE, Acts.hangUp());
                assertThatThrownBy(upload::commit).isInstanceOf(OutcomeUnknownException.class);
                assertThat(upload.commit().sizeInBytes()).isEqualTo(TWO_PARTS);
                assertThat(read(sink, KEY)).hasSize(TWO_PARTS);
            }
        }

        @Test
        void aCompletionThatFailsInsideOfAnAnswerOfSuccessIsUnknown() {
            try (S3BlobSink sink = provenSink();
                    BlobUpload upload = sink.begin(KEY, DATA)) {
                upload.write(ByteBuffer.wrap(noise(TWO_PARTS)));
                front.next(1, COMPLETE, Acts.error(200, "InternalError"));
                assertThatThrownBy(upload::commit).isInstanceOf(OutcomeUnknownException.class);
                assertThat(upload.commit().sizeInBytes()).isEqualTo(TWO_PARTS);
            }
        }

        @Test
        void aLostAnswerOfASmallUploadIsUnknownAndTheNextCommitFindsTheObject() throws IOException {
            try (S3BlobSink sink = provenSink();
                    BlobUpload upload = sink.begin(KEY, DATA)) {
                upload.write(ByteBuffer.wrap(noise(1_000)));
                front.next(1, PUT, Acts.loseAnswer());
                assertThatThrownBy(upload::commit).isInstanceOf(OutcomeUnknownException.class);
                assertThat(upload.commit().sha256()).contains(Sha256.of(noise(1_000)));
                assertThat(read(sink, KEY)).isEqualTo(noise(1_000));
            }
        }

        @Test
        void anUnknownAnswerThatMeetsAStrangersObjectIsAConflict() {
            try (S3BlobSink sink = provenSink();
                    BlobUpload upload = sink.begin(KEY, DATA)) {
                upload.write(ByteBuffer.wrap(noise(1_000)));
                front.next(1, PUT, Acts.hangUp());
                assertThatThrownBy(upload::commit).isInstanceOf(OutcomeUnknownException.class);
                sink.putIfAbsent(KEY, noise(1_000), DATA);
                assertThatThrownBy(upload::commit).isInstanceOf(ConflictException.class);
            }
        }

        @Test
        void whoMayNotReadWhatTheyWriteIsToldByTheAnswerAndAfterALostOneByAListing() {
            Predicate<Request> look =
                    HEAD.or(GET).and(request -> request.target().contains("/data/"));
            front.always(look, Acts.error(403, "AccessDenied"));
            try (S3BlobSink sink = provenSink();
                    BlobUpload another = sink.begin(BlobKey.of("data/2"), DATA)) {
                assertThat(upload(sink, noise(TWO_PARTS)).sizeInBytes()).isEqualTo(TWO_PARTS);
                front.next(1, COMPLETE, Acts.loseAnswer());
                another.write(ByteBuffer.wrap(noise(TWO_PARTS)));
                assertThatThrownBy(another::commit).isInstanceOf(OutcomeUnknownException.class);
                StoredBlob stored = another.commit();
                assertThat(stored.sizeInBytes()).isEqualTo(TWO_PARTS);
                assertThat(stored.sha256()).contains(Sha256.of(noise(TWO_PARTS)));
            }
        }

        @Test
        void anInterruptEndsAWriteThatIsHeldBackAndLeavesNothing() throws Exception {
            CountDownLatch arrived = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            try (S3BlobSink sink = provenSink()) {
                front.always(PART, Acts.stall(arrived, release));
                assertCancelled(arrived, () -> upload(sink, noise(40 << 20)));
            } finally {
                release.countDown();
            }
            assertNothingLeft();
        }

        @Test
        void aStoreThatTakesNoMoreBytesIsUnavailableInTime() {
            CountDownLatch release = new CountDownLatch(1);
            front.always(PART, Acts.stall(new CountDownLatch(1), release));
            try (S3BlobSink sink = builder().readTimeout(Duration.ofMillis(300)).build()) {
                assertThatThrownBy(() -> upload(sink, noise(TWO_PARTS))).isInstanceOf(UnavailableException.class);
            } finally {
                release.countDown();
            }
            assertNothingLeft();
        }

        @Test
        void aCloseFromAnotherThreadEndsAWriteThatIsHeldBack() throws Exception {
            CountDownLatch arrived = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            S3BlobSink sink = provenSink();
            front.always(PART, Acts.stall(arrived, release));
            FutureTask<Throwable> writing = inAnotherThread(() -> upload(sink, noise(40 << 20)));
            arrived.await();
            sink.close();
            assertThat(writing.get()).isInstanceOf(IllegalStateException.class);
            release.countDown();
            assertNothingLeft();
        }
    }

    @Nested
    class Reading {

        @Test
        void anAnswerThatBreaksOffIsContinued() throws IOException {
            try (S3BlobSink sink = provenSink()) {
                upload(sink, noise(TWO_PARTS));
                front.next(2, GET, Acts.cutAnswerAfter(2_000_000));
                assertThat(read(sink, KEY)).isEqualTo(noise(TWO_PARTS));
                assertThat(front.count(GET)).isEqualTo(3);
            }
        }

        @Test
        void aRangeThatBreaksOffIsContinuedWithinItsEnd() throws IOException {
            try (S3BlobSink sink = provenSink()) {
                upload(sink, noise(TWO_PARTS));
                front.next(1, GET, Acts.cutAnswerAfter(500_000));
                try (InputStream in = sink.open(KEY, ByteRange.of(1_000, 1_000_000))) {
                    assertThat(in.readAllBytes())
                            .isEqualTo(java.util.Arrays.copyOfRange(noise(TWO_PARTS), 1_000, 1_001_000));
                }
            }
        }

        @Test
        void anAnswerThatBreaksOffAgainAndAgainIsUnavailableAndNeverShort() {
            try (S3BlobSink sink = provenSink()) {
                upload(sink, noise(TWO_PARTS));
                front.next(1, GET, Acts.cutAnswerAfter(2_000_000));
                front.always(GET, Acts.cutAnswerAfter(700));
                assertThatThrownBy(() -> read(sink, KEY)).isInstanceOf(UnavailableException.class);
            }
        }

        @Test
        void aStreamThatIsClosedEarlyDoesNotReadTheRest() throws IOException {
            try (S3BlobSink sink = provenSink()) {
                upload(sink, noise(TWO_PARTS));
                for (int i = 0; i < 30; i++) {
                    try (InputStream in = sink.open(KEY, ByteRange.all())) {
                        assertThat(in.read()).isNotNegative();
                    }
                }
                assertThat(read(sink, KEY)).hasSize(TWO_PARTS);
            }
        }

        @Test
        void anInterruptEndsAReadThatHangs() throws Exception {
            CountDownLatch arrived = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            try (S3BlobSink sink = provenSink()) {
                front.next(1, GET, Acts.stall(arrived, release));
                assertCancelled(arrived, () -> sink.open(KEY, ByteRange.all()).close());
            } finally {
                release.countDown();
            }
        }

        @Test
        void aReadThatStallsIsUnavailableInTime() {
            CountDownLatch release = new CountDownLatch(1);
            try (S3BlobSink sink = builder().readTimeout(Duration.ofMillis(200)).build()) {
                front.always(GET, Acts.stall(new CountDownLatch(1), release));
                assertThatThrownBy(() -> sink.open(KEY, ByteRange.all())).isInstanceOf(UnavailableException.class);
            } finally {
                release.countDown();
            }
        }

        @Test
        void aBusyStoreIsAskedAgain() throws IOException {
            try (S3BlobSink sink = provenSink()) {
                put(sink, LOG, "record");
                front.next(2, GET, Acts.error(503, "SlowDown"));
                assertThat(read(sink, LOG)).isEqualTo("record".getBytes(UTF_8));
            }
        }
    }

    @Nested
    class Refusals {

        @ParameterizedTest
        @CsvSource({
            "404,NoSuchBucket,MisconfiguredException,create the bucket",
            "403,InvalidAccessKeyId,AccessDeniedException,access key",
            "403,SignatureDoesNotMatch,AccessDeniedException,secret",
            "400,ExpiredToken,AccessDeniedException,fresh credentials",
            "403,AccessDenied,AccessDeniedException,s3:GetObject",
            "403,InvalidObjectState,FrozenException,thaw",
            "405,MethodNotAllowed,MisconfiguredException,cannot do that",
            "400,KMS.DisabledException,AccessDeniedException,kms:Decrypt",
            "503,SlowDown,UnavailableException,try again later",
            "500,InternalError,UnavailableException,try again later",
        })
        void everyAnswerHasItsTypeAndSaysWhatToDo(int status, String code, String type, String advice) {
            try (S3BlobSink sink = builder().build()) {
                front.always(ANY, Acts.error(status, code));
                assertThatThrownBy(() -> sink.open(KEY, ByteRange.all()))
                        .isInstanceOf(RepobackupException.class)
                        .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(type))
                        .hasMessageContaining(bucket)
                        .hasMessageContaining(KEY.text())
                        .hasMessageContaining(code)
                        .hasMessageContaining("REQ1")
                        .hasMessageContaining(advice);
            }
        }

        @ParameterizedTest
        @CsvSource({"403,QuotaExceeded", "507,InsufficientStorage", "507,Whatever"})
        void aFullStoreHasNoSpace(int status, String code) {
            try (S3BlobSink sink = builder().build()) {
                front.always(PUT, Acts.error(status, code));
                assertThatThrownBy(() -> upload(sink, noise(100))).isInstanceOf(NoSpaceException.class);
            }
        }

        @Test
        void aColdObjectNamesItsKey() {
            try (S3BlobSink sink = builder().build()) {
                front.always(GET, Acts.error(403, "InvalidObjectState"));
                assertThatThrownBy(() -> sink.open(KEY, ByteRange.all()))
                        .isInstanceOfSatisfying(
                                FrozenException.class, e -> assertThat(e.key()).isEqualTo(KEY.text()));
            }
        }

        @ParameterizedTest
        @CsvSource({"301,PermanentRedirect", "400,AuthorizationHeaderMalformed"})
        void aWrongRegionNamesTheRightOne(int status, String code) {
            try (S3BlobSink sink = builder().build()) {
                front.always(ANY, Acts.error(status, code, "x-amz-bucket-region: eu-south-2"));
                assertThatThrownBy(() -> sink.open(KEY, ByteRange.all()))
                        .isInstanceOf(MisconfiguredException.class)
                        .hasMessageContaining("eu-south-2");
                assertThatThrownBy(() -> sink.stat(KEY))
                        .isInstanceOf(MisconfiguredException.class)
                        .hasMessageContaining("eu-south-2");
            }
        }

        @Test
        void aWrongClockIsToldWithItsDistance() {
            Clock ours = Clock.fixed(Instant.parse("2026-03-01T12:30:00Z"), ZoneOffset.UTC);
            try (S3BlobSink sink = builder().clock(ours).build()) {
                front.always(ANY, Acts.error(403, "RequestTimeTooSkewed", "Date: Sun, 01 Mar 2026 12:00:00 GMT"));
                assertThatThrownBy(() -> put(sink, LOG, "record"))
                        .isInstanceOf(MisconfiguredException.class)
                        .hasMessageContaining("1800 seconds");
            }
        }

        @Test
        void aWrongBucketIsNotAnEmptyOne() {
            try (S3BlobSink sink = S3BlobSink.builder("no-such-bucket")
                    .endpoint(server.endpoint())
                    .pathStyle()
                    .credentials(key())
                    .build()) {
                assertThatThrownBy(() -> sink.stat(KEY))
                        .isInstanceOf(MisconfiguredException.class)
                        .hasMessageContaining("no-such-bucket");
                assertThatThrownBy(() -> sink.list(BlobListing.all()).toList())
                        .isInstanceOf(MisconfiguredException.class);
                assertThatThrownBy(() -> put(sink, LOG, "record")).isInstanceOf(MisconfiguredException.class);
                assertThatThrownBy(() -> upload(sink, noise(10))).isInstanceOf(MisconfiguredException.class);
            }
        }

        @Test
        void aDescriptionThatIsRefusedWithoutWordsIsAskedForAgainToGetThem() {
            try (S3BlobSink sink = builder().build()) {
                front.always(ANY, Acts.error(400, "ExpiredToken"));
                assertThatThrownBy(() -> sink.stat(KEY))
                        .isInstanceOf(AccessDeniedException.class)
                        .hasMessageContaining("ExpiredToken");
            }
        }

        @Test
        void aStoreThatDoesNotRunIsUnavailable() {
            front.close();
            try (S3BlobSink sink = builder().build()) {
                assertThatThrownBy(() -> put(sink, LOG, "record")).isInstanceOf(UnavailableException.class);
                assertThatThrownBy(() -> upload(sink, noise(10))).isInstanceOf(UnavailableException.class);
            }
        }

        @Test
        void aServerWithoutTlsIsMisconfigured() {
            URI secure = URI.create("https://127.0.0.1:" + server.endpoint().getPort());
            try (S3BlobSink sink = builder().endpoint(secure).build()) {
                assertThatThrownBy(() -> sink.stat(KEY)).isInstanceOf(MisconfiguredException.class);
            }
        }
    }

    @Nested
    class RotatingKeys {

        /** Gives the next key when one is rejected. */
        private final class Ring implements S3Credentials {
            final List<S3AccessKey> rejected = new java.util.concurrent.CopyOnWriteArrayList<>();

            @Override
            public S3AccessKey current() {
                return rejected.isEmpty() ? S3AccessKey.of("OLD", Secret.of("old".toCharArray())) : key();
            }

            @Override
            public void rejected(S3AccessKey used) {
                rejected.add(used);
            }
        }

        @ParameterizedTest
        @CsvSource({"400,ExpiredToken", "403,InvalidAccessKeyId"})
        void anExpiredKeyIsRenewedAndTheRequestSentOnceMore(int status, String code) throws IOException {
            Ring ring = new Ring();
            front.always(request -> request.has("Credential=OLD/"), Acts.error(status, code));
            try (S3BlobSink sink = builder().credentials(ring).build()) {
                put(sink, LOG, "record");
                upload(sink, noise(TWO_PARTS));
                assertThat(read(sink, LOG)).isEqualTo("record".getBytes(UTF_8));
                assertThat(ring.rejected).extracting(S3AccessKey::id).containsOnly("OLD");
            }
        }

        @Test
        void aKeyThatIsNotRenewedIsDeniedAfterOneTry() {
            front.always(ANY, Acts.error(403, "InvalidAccessKeyId"));
            try (S3BlobSink sink = builder().build()) {
                assertThatThrownBy(() -> sink.open(KEY, ByteRange.all())).isInstanceOf(AccessDeniedException.class);
                assertThat(front.requests()).hasSize(1);
            }
        }
    }

    private static FutureTask<Throwable> inAnotherThread(Runnable work) {
        FutureTask<Throwable> task = new FutureTask<>(() -> {
            try {
                work.run();
                return null;
            } catch (RuntimeException e) {
                return e;
            }
        });
        new Thread(task).start();
        return task;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void assertCancelled(CountDownLatch arrived, Work work) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            assertThatThrownBy(work::run).isInstanceOf(CancelledException.class);
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(task);
        thread.start();
        arrived.await();
        thread.interrupt();
        assertThat(task.get()).as("the interrupt flag is set again").isTrue();
    }
}
