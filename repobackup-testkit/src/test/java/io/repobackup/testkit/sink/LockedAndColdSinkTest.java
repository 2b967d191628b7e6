package io.repobackup.testkit.sink;

import static io.repobackup.testkit.sink.Blobs.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.Removal.Answer;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Thaw.Temperature;
import io.repobackup.testkit.time.FakeClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LockedAndColdSinkTest {

    private static final BlobKey KEY = BlobKey.of("data/1");
    private static final Duration DAY = Duration.ofDays(1);

    private final FakeClock clock = FakeClock.create();

    @Nested
    class Contract
            implements BlobSinkContract,
                    RemovalContract,
                    UploadsContract,
                    VersionsContract,
                    RetentionContract,
                    ThawContract {

        @Override
        public BlobSink openSink() {
            return InMemoryBlobSink.versioned(clock).withLocks().withColdTier(Long.MAX_VALUE, DAY);
        }

        @Override
        public void overwrite(BlobSink sink, BlobKey key, byte[] content) {
            ((InMemoryBlobSink) sink).overwrite(key, content);
        }

        @Override
        public void hide(BlobSink sink, BlobKey key) {
            ((InMemoryBlobSink) sink).hide(key);
        }

        @Override
        public Instant now(BlobSink sink) {
            return clock.instant();
        }

        @Override
        public void await(BlobSink sink, Instant time) {
            clock.advance(Duration.between(clock.instant(), time));
        }

        @Override
        public void freeze(BlobSink sink, BlobKey key) {
            ((InMemoryBlobSink) sink).freeze(key);
        }

        @Override
        public void awaitThaw(BlobSink sink, BlobKey key) {
            clock.advance(DAY);
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return ((InMemoryBlobSink) first).reopen();
        }
    }

    @Nested
    class Locks {

        private final InMemoryBlobSink sink = InMemoryBlobSink.on(clock).withLocks();
        private final Retention retention = sink.facet(Retention.class).orElseThrow();

        @Test
        void whatIsPutWithALockIsRemovedOnlyAfterIt() {
            Instant end = clock.instant().plus(DAY);
            StoredBlob put = sink.putIfAbsent(KEY, bytes("x"), options().withRetainUntil(end));
            assertThat(remove(put)).isEqualTo(new Answer.Retained(end));
            clock.advance(DAY);
            assertThat(remove(put)).isEqualTo(new Answer.Removed());
        }

        @Test
        void whatIsUploadedWithALockIsLocked() {
            Instant end = clock.instant().plus(DAY);
            try (BlobUpload upload = sink.begin(KEY, options().withRetainUntil(end))) {
                upload.write(ByteBuffer.wrap(bytes("x")));
                assertThat(remove(upload.commit())).isEqualTo(new Answer.Retained(end));
            }
        }

        @Test
        void aLockIsExtendedAndNeverShortened() {
            StoredBlob put = Blobs.put(sink, KEY, bytes("x"));
            assertThat(sink.lockEnd(KEY)).isEmpty();
            Instant end = clock.instant().plus(DAY);
            retention.retainAtLeast(put, end);
            retention.retainAtLeast(put, end.minusSeconds(1));
            assertThat(sink.lockEnd(KEY)).contains(end);
            retention.retainAtLeast(put, end.plusSeconds(1));
            assertThat(sink.reopen().lockEnd(KEY)).contains(end.plusSeconds(1));
        }

        @Test
        void whatIsNotThereCannotBeLocked() {
            StoredBlob put = Blobs.put(sink, KEY, bytes("x"));
            sink.lose(KEY);
            assertThatThrownBy(() -> retention.retainAtLeast(put, clock.instant()))
                    .isInstanceOf(NotFoundException.class);
        }

        @Test
        void withVersionsEachHasALockOfItsOwn() {
            InMemoryBlobSink versioned = InMemoryBlobSink.versioned(clock).withLocks();
            Instant end = clock.instant().plus(DAY);
            StoredBlob meant =
                    versioned.putIfAbsent(KEY, bytes("meant"), options().withRetainUntil(end));
            versioned.overwrite(KEY, bytes("evil"));
            StoredBlob evil = versioned.stat(KEY).orElseThrow();
            assertThat(versioned.facet(Removal.class).orElseThrow().remove(List.of(meant, evil)))
                    .containsEntry(meant, new Answer.Retained(end))
                    .containsEntry(evil, new Answer.Removed());
        }

        @Test
        void withoutLocksTheyAreIgnored() {
            InMemoryBlobSink plain = InMemoryBlobSink.on(clock);
            plain.putIfAbsent(
                    KEY, bytes("x"), options().withRetainUntil(clock.instant().plus(DAY)));
            assertThat(plain.facet(Retention.class)).isEmpty();
            assertThat(plain.lockEnd(KEY)).isEmpty();
        }

        private Answer remove(StoredBlob blob) {
            return sink.facet(Removal.class).orElseThrow().remove(List.of(blob)).get(blob);
        }
    }

    @Nested
    class ColdTier {

        private final InMemoryBlobSink sink = InMemoryBlobSink.on(clock).withColdTier(4, Duration.ofHours(5));
        private final Thaw thaw = sink.facet(Thaw.class).orElseThrow();

        @Test
        void largeDataIsFrozenAndEverythingElseIsNot() {
            sink.putIfAbsent(KEY, bytes("1234"), options());
            sink.putIfAbsent(BlobKey.of("data/2"), bytes("123"), options());
            sink.putIfAbsent(BlobKey.of("state/3"), bytes("1234"), BlobOptions.of(BlobClass.STATE));
            assertThat(thaw.temperature(newest(KEY))).isEqualTo(Temperature.FROZEN);
            assertThat(thaw.temperature(newest(BlobKey.of("data/2")))).isEqualTo(Temperature.READABLE);
            assertThat(thaw.temperature(newest(BlobKey.of("state/3")))).isEqualTo(Temperature.READABLE);
            assertThatThrownBy(() -> sink.open(KEY, ByteRange.all()))
                    .isInstanceOfSatisfying(
                            FrozenException.class, e -> assertThat(e.key()).isEqualTo(KEY.text()));
        }

        @Test
        void aThawedBlobIsReadableAfterAWhileAndForAWhile() {
            sink.putIfAbsent(KEY, bytes("1234"), options());
            thaw.thaw(newest(KEY), DAY);
            thaw.thaw(newest(KEY), DAY);
            assertThat(thaw.temperature(newest(KEY))).isEqualTo(Temperature.THAWING);
            clock.advance(Duration.ofHours(5));
            assertThat(thaw.temperature(newest(KEY))).isEqualTo(Temperature.READABLE);
            assertThat(Blobs.read(sink, KEY)).isEqualTo(bytes("1234"));
            clock.advance(DAY.minusSeconds(1));
            assertThat(sink.reopen().facet(Thaw.class).orElseThrow().temperature(newest(KEY)))
                    .isEqualTo(Temperature.READABLE);
            clock.advance(Duration.ofSeconds(1));
            assertThat(thaw.temperature(newest(KEY))).isEqualTo(Temperature.FROZEN);
        }

        @Test
        void askingAgainWhileItIsReadableMakesItReadableForLonger() {
            sink.putIfAbsent(KEY, bytes("1234"), options());
            thaw.thaw(newest(KEY), DAY);
            clock.advance(Duration.ofHours(20));
            thaw.thaw(newest(KEY), DAY);
            clock.advance(Duration.ofHours(23));
            assertThat(thaw.temperature(newest(KEY))).isEqualTo(Temperature.READABLE);
        }

        @Test
        void aReadableBlobStaysSoWhenItIsThawedAndCanBeFrozen() {
            Blobs.put(sink, KEY, bytes("1"));
            thaw.thaw(newest(KEY), DAY);
            assertThat(thaw.temperature(newest(KEY))).isEqualTo(Temperature.READABLE);
            sink.freeze(KEY);
            assertThat(thaw.temperature(newest(KEY))).isEqualTo(Temperature.FROZEN);
        }

        @Test
        void whatIsNotThereHasNoTemperature() {
            assertThatThrownBy(() -> thaw.temperature(newest(KEY))).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> thaw.thaw(newest(KEY), DAY)).isInstanceOf(NotFoundException.class);
        }
    }

    private static BlobOptions options() {
        return BlobOptions.of(BlobClass.DATA);
    }

    /** Any version of a key; the newest is meant. */
    private static StoredBlob newest(BlobKey key) {
        return new StoredBlob(key, Optional.empty(), 0, Optional.empty(), Instant.EPOCH);
    }
}
