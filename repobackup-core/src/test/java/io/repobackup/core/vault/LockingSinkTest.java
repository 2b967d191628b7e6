package io.repobackup.core.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.testkit.sink.BlobSinkContract;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.RemovalContract;
import io.repobackup.testkit.sink.RetentionContract;
import io.repobackup.testkit.sink.UploadsContract;
import io.repobackup.testkit.time.FakeClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LockingSinkTest {

    private static final BlobKey KEY = BlobKey.of("data/1");
    private static final Duration QUARTER = Duration.ofDays(90);

    private final FakeClock clock = FakeClock.create();
    private final InMemoryBlobSink store = InMemoryBlobSink.on(clock).withLocks();
    private final VaultOptions options =
            VaultOptions.defaults().withClock(clock).withLockFor(QUARTER);

    @Nested
    class Contract implements BlobSinkContract, RemovalContract, UploadsContract, RetentionContract {

        private final VaultOptions longAgo = options.withClock(FakeClock.at(Instant.EPOCH));
        private InMemoryBlobSink place = InMemoryBlobSink.on(clock);

        /** Its locks ended long ago, since the contract removes what it put. */
        @Override
        public BlobSink openSink() {
            place = InMemoryBlobSink.on(clock).withLocks();
            BlobSink sink = LockingSink.over(place, longAgo);
            assertThat(sink).isInstanceOf(LockingSink.class);
            return sink;
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return LockingSink.over(place.reopen(), longAgo);
        }

        @Override
        public Instant now(BlobSink sink) {
            return clock.instant();
        }

        @Override
        public void await(BlobSink sink, Instant time) {
            clock.set(time);
        }
    }

    @Test
    void everythingThatIsPutIsLockedFromThenOn() {
        BlobSink sink = LockingSink.over(store, options);
        sink.putIfAbsent(KEY, new byte[1], BlobOptions.of(BlobClass.STATE));
        clock.advance(Duration.ofDays(1));
        upload(sink, BlobKey.of("data/2"));
        assertThat(store.lockEnd(KEY)).contains(clock.instant().plus(QUARTER).minus(Duration.ofDays(1)));
        assertThat(store.lockEnd(BlobKey.of("data/2"))).contains(clock.instant().plus(QUARTER));
    }

    @Test
    void aLaterEndThatIsAskedForStaysAndAnEarlierOneDoesNot() {
        BlobSink sink = LockingSink.over(store, options);
        Instant end = clock.instant().plus(QUARTER);
        BlobOptions data = BlobOptions.of(BlobClass.DATA);
        sink.putIfAbsent(KEY, new byte[1], data.withRetainUntil(end.plusSeconds(1)));
        sink.putIfAbsent(BlobKey.of("data/2"), new byte[1], data.withRetainUntil(end.minusSeconds(1)));
        assertThat(store.lockEnd(KEY)).contains(end.plusSeconds(1));
        assertThat(store.lockEnd(BlobKey.of("data/2"))).contains(end);
    }

    @Test
    void allFilesOfAVaultAreLockedTheSignpostIncluded() {
        Vault vault = Vault.openOrCreate(store, options);
        vault.runs().begin("git.example/orgs/acme", "0.1.0");
        vault.drills().put(clock.instant(), clock.instant(), List.of());
        vault.catalog("git.example/orgs/acme").adopt(vault.freshId(), List.of());
        assertThat(store.keys())
                .hasSize(5)
                .allSatisfy(key ->
                        assertThat(store.lockEnd(key)).contains(clock.instant().plus(QUARTER)));
    }

    @Test
    void aStoreWithoutLocksIsRefusedAtOnceAndNothingIsWritten() {
        InMemoryBlobSink plain = InMemoryBlobSink.on(clock);
        assertThatThrownBy(() -> Vault.openOrCreate(plain, options))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("PT2160H")
                .hasMessageContaining("Object Lock");
        assertThat(plain.keys()).isEmpty();
    }

    @Test
    void withoutTheOptionTheSinkIsLeftAsItIs() {
        Vault vault = Vault.openOrCreate(store, VaultOptions.defaults().withClock(clock));
        assertThat(vault.sink()).isSameAs(store);
        assertThat(store.keys())
                .allSatisfy(key -> assertThat(store.lockEnd(key)).isEmpty());
    }

    @Test
    void nothingIsLockedForNoTime() {
        assertThatThrownBy(() -> VaultOptions.defaults().withLockFor(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(options.withClock(FakeClock.create()).lockFor()).contains(QUARTER);
    }

    private static void upload(BlobSink sink, BlobKey key) {
        try (BlobUpload upload = sink.begin(key, BlobOptions.of(BlobClass.DATA))) {
            upload.write(ByteBuffer.allocate(1));
            upload.commit();
        }
    }
}
