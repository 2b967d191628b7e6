package io.repobackup.core.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import io.repobackup.http.Sleeper;
import io.repobackup.testkit.sink.BlobSinkContract;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.RemovalContract;
import io.repobackup.testkit.sink.UploadsContract;
import io.repobackup.testkit.sink.VersionsContract;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BandwidthLimitedSinkTest {

    private static final BlobOptions DATA = BlobOptions.of(BlobClass.DATA);

    @Nested
    class Contract implements BlobSinkContract, RemovalContract, UploadsContract, VersionsContract {

        private final Map<BlobSink, InMemoryBlobSink> stores = new IdentityHashMap<>();

        @Override
        public BlobSink openSink() {
            return limited(InMemoryBlobSink.versioned(FakeClock.create()));
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return limited(stores.get(first).reopen());
        }

        @Override
        public void overwrite(BlobSink sink, BlobKey key, byte[] content) {
            stores.get(sink).overwrite(key, content);
        }

        @Override
        public void hide(BlobSink sink, BlobKey key) {
            stores.get(sink).hide(key);
        }

        private BlobSink limited(InMemoryBlobSink store) {
            BlobSink sink = BandwidthLimitedSink.over(store)
                    .up(1_000_000)
                    .down(1_000_000)
                    .time(time::nanos, time)
                    .build();
            stores.put(sink, store);
            return sink;
        }
    }

    /** Time that passes only while somebody waits. */
    private static final class FakeTime implements Sleeper {

        private long nanos = 1;
        private final List<Duration> waits = new ArrayList<>();

        @Override
        public synchronized void sleep(Duration duration) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            waits.add(duration);
            nanos += duration.toNanos();
        }

        synchronized void pass(Duration duration) {
            nanos += duration.toNanos();
        }

        synchronized long nanos() {
            return nanos;
        }

        Duration now() {
            return Duration.ofNanos(nanos());
        }
    }

    private final FakeTime time = new FakeTime();
    private final InMemoryBlobSink store = InMemoryBlobSink.versioned(FakeClock.create());
    private final BlobSink sink = BandwidthLimitedSink.over(store)
            .up(100_000)
            .down(200_000)
            .time(time::nanos, time)
            .build();

    private StoredBlob upload(String key, int size) {
        try (BlobUpload upload = sink.begin(BlobKey.of(key), DATA)) {
            upload.write(ByteBuffer.allocate(size));
            return upload.commit();
        }
    }

    /** Up to a tenth of a second passes at once, in each direction. */
    private static void assertAbout(Duration actual, Duration expected) {
        assertThat(actual).isBetween(expected.minusMillis(201), expected.plusMillis(1));
    }

    @Test
    void uploadsPutsAndReadsTakeTheirTime() throws IOException {
        StoredBlob stored = upload("data/1", 1_000_000);
        assertAbout(time.now(), Duration.ofSeconds(10));
        sink.putIfAbsent(BlobKey.of("log/1"), new byte[500_000], DATA);
        assertAbout(time.now(), Duration.ofSeconds(15));
        try (InputStream in = sink.open(stored.key(), ByteRange.all())) {
            assertThat(in.readAllBytes()).hasSize(1_000_000);
        }
        assertAbout(time.now(), Duration.ofSeconds(20));
        Versions versions = sink.facet(Versions.class).orElseThrow();
        try (InputStream in = versions.open(stored, ByteRange.of(0, 200_000))) {
            in.readAllBytes();
        }
        assertAbout(time.now(), Duration.ofSeconds(21));
    }

    @Test
    void aSmallPutAfterSilenceWaitsForNothing() {
        time.pass(Duration.ofMinutes(1));
        sink.putIfAbsent(BlobKey.of("log/1"), new byte[9_000], DATA);
        assertThat(time.waits).isEmpty();
    }

    @Test
    void silenceIsNotSavedUp() {
        time.pass(Duration.ofHours(1));
        Duration before = time.now();
        upload("data/1", 1_000_000);
        assertAbout(time.now().minus(before), Duration.ofSeconds(10));
    }

    @Test
    void streamsTakeTurns() {
        try (BlobUpload first = sink.begin(BlobKey.of("data/1"), DATA);
                BlobUpload second = sink.begin(BlobKey.of("data/2"), DATA)) {
            for (int i = 0; i < 50; i++) {
                first.write(ByteBuffer.allocate(10_000));
                second.write(ByteBuffer.allocate(10_000));
            }
        }
        assertAbout(time.now(), Duration.ofSeconds(10));
        assertThat(time.waits).allSatisfy(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofMillis(200)));
    }

    @Test
    void aVeryLowLimitIsKept() {
        BlobSink slow =
                BandwidthLimitedSink.over(store).up(3).time(time::nanos, time).build();
        slow.putIfAbsent(BlobKey.of("log/1"), new byte[30], DATA);
        assertAbout(time.now(), Duration.ofSeconds(10));
    }

    @Test
    void waitingEndsByAnInterrupt() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> upload("data/1", 1_000_000)).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.keys()).isEmpty();
        assertThat(store.openUploads()).isZero();
    }

    @Test
    void withoutALimitNothingWaits() throws IOException {
        BlobSink free = BandwidthLimitedSink.over(store).time(time::nanos, time).build();
        free.putIfAbsent(BlobKey.of("log/1"), new byte[1_000_000], DATA);
        try (InputStream in = free.open(BlobKey.of("log/1"), ByteRange.all())) {
            in.readAllBytes();
        }
        assertThat(time.waits).isEmpty();
    }
}
