package io.repobackup.core.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Uploads;
import io.repobackup.api.sink.Versions;
import io.repobackup.testkit.sink.BlobSinkContract;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.RemovalContract;
import io.repobackup.testkit.sink.RetentionContract;
import io.repobackup.testkit.sink.ThawContract;
import io.repobackup.testkit.sink.UploadsContract;
import io.repobackup.testkit.sink.VersionsContract;
import io.repobackup.testkit.time.FakeClock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PrefixSinkTest {

    private static final BlobKey FOLDER = BlobKey.of("tenants/acme");
    private static final BlobOptions STATE = BlobOptions.of(BlobClass.STATE);
    private static final byte[] X = "x".getBytes(StandardCharsets.UTF_8);

    @Nested
    class Contract
            implements BlobSinkContract,
                    RemovalContract,
                    UploadsContract,
                    VersionsContract,
                    RetentionContract,
                    ThawContract {

        private static final Duration THAW_TAKES = Duration.ofHours(5);

        private final FakeClock clock = FakeClock.create();
        private final Map<BlobSink, InMemoryBlobSink> stores = new IdentityHashMap<>();

        @Override
        public BlobSink openSink() {
            InMemoryBlobSink store =
                    InMemoryBlobSink.versioned(clock).withLocks().withColdTier(1L << 40, THAW_TAKES);
            for (String neighbour : List.of("tenants/acm", "tenants/acme0", "tenants/acme-/x", "a", "z")) {
                store.putIfAbsent(BlobKey.of(neighbour), X, STATE);
            }
            return below(store);
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return below(stores.get(first).reopen());
        }

        @Override
        public void overwrite(BlobSink sink, BlobKey key, byte[] content) {
            stores.get(sink).overwrite(FOLDER.child(key.text()), content);
        }

        @Override
        public void hide(BlobSink sink, BlobKey key) {
            stores.get(sink).hide(FOLDER.child(key.text()));
        }

        @Override
        public void freeze(BlobSink sink, BlobKey key) {
            stores.get(sink).freeze(FOLDER.child(key.text()));
        }

        @Override
        public void awaitThaw(BlobSink sink, BlobKey key) {
            clock.advance(THAW_TAKES);
        }

        @Override
        public Instant now(BlobSink sink) {
            return clock.instant();
        }

        @Override
        public void await(BlobSink sink, Instant time) {
            clock.set(time);
        }

        /** Here keys are shorter by the folder: see {@link #keysAndTheirFolderHaveALength}. */
        @Override
        public void theLongestComponentsAndKeysAreKeys() {}

        private BlobSink below(InMemoryBlobSink store) {
            BlobSink sink = PrefixSink.below(FOLDER, store);
            stores.put(sink, store);
            return sink;
        }
    }

    private final InMemoryBlobSink store =
            InMemoryBlobSink.versioned(FakeClock.create()).withColdTier(1L << 40, Duration.ofHours(1));
    private final BlobSink acme = PrefixSink.below(FOLDER, store);
    private final BlobSink other = PrefixSink.below(BlobKey.of("tenants/acme2"), store);

    private static List<BlobKey> keys(BlobSink sink, BlobListing listing) {
        try (Stream<StoredBlob> blobs = sink.list(listing)) {
            return blobs.map(StoredBlob::key).toList();
        }
    }

    @Test
    void keysLieInTheFolderAndAreCalledWithoutIt() {
        BlobKey key = BlobKey.of("log/1");
        assertThat(acme.putIfAbsent(key, X, STATE).key()).isEqualTo(key);
        assertThat(store.keys()).containsExactly(BlobKey.of("tenants/acme/log/1"));
        assertThat(acme.stat(key)).get().extracting(StoredBlob::key).isEqualTo(key);
        assertThat(other.stat(key)).isEmpty();
        assertThat(keys(other, BlobListing.all())).isEmpty();
        assertThat(other.facet(Versions.class).orElseThrow().of(key).toList()).isEmpty();
    }

    @Test
    void aListingAfterAKeyStaysInTheFolder() {
        for (String name : List.of("a", "b/1", "b/2", "c")) {
            acme.putIfAbsent(BlobKey.of(name), X, STATE);
            other.putIfAbsent(BlobKey.of(name), X, STATE);
        }
        assertThat(keys(acme, BlobListing.all().after(BlobKey.of("b/1"))))
                .containsExactly(BlobKey.of("b/2"), BlobKey.of("c"));
        assertThat(keys(acme, BlobListing.under(BlobKey.of("b")).after(BlobKey.of("b/1"))))
                .containsExactly(BlobKey.of("b/2"));
        assertThat(keys(acme, BlobListing.all().after(BlobKey.of("zzz")))).isEmpty();
    }

    @Test
    void uploadsOfOthersAreNotSeen() {
        Uploads uploads = acme.facet(Uploads.class).orElseThrow();
        try (BlobUpload mine = acme.begin(BlobKey.of("data/1"), STATE);
                BlobUpload notMine = other.begin(BlobKey.of("data/1"), STATE)) {
            mine.write(ByteBuffer.wrap(X));
            notMine.write(ByteBuffer.wrap(X));
            try (Stream<Uploads.Unfinished> found = uploads.unfinished(Instant.MAX)) {
                assertThat(found).singleElement().satisfies(upload -> {
                    assertThat(upload.key()).isEqualTo("data/1");
                    uploads.abort(upload);
                });
            }
            notMine.commit();
        }
        assertThat(store.keys()).containsExactly(BlobKey.of("tenants/acme2/data/1"));
    }

    @Test
    void aFrozenBlobIsCalledAsItIsCalledHere() {
        BlobKey key = BlobKey.of("data/1");
        acme.putIfAbsent(key, X, STATE);
        store.freeze(BlobKey.of("tenants/acme/data/1"));
        assertThatThrownBy(() -> acme.open(key, ByteRange.all()))
                .isInstanceOfSatisfying(
                        FrozenException.class, e -> assertThat(e.key()).isEqualTo("data/1"));
    }

    @Test
    void keysAndTheirFolderHaveALength() {
        BlobKey fits = BlobKey.of("d/".repeat(249) + "e");
        BlobKey tooLong = BlobKey.of("d/".repeat(249) + "ee");
        acme.putIfAbsent(fits, X, STATE);
        assertThat(keys(acme, BlobListing.all())).containsExactly(fits);
        assertThatThrownBy(() -> acme.putIfAbsent(tooLong, X, STATE))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("tenants/acme")
                .hasMessageContaining("499");
    }
}
