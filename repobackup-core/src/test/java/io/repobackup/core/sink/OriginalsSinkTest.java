package io.repobackup.core.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import io.repobackup.testkit.sink.BlobSinkContract;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.RemovalContract;
import io.repobackup.testkit.sink.UploadsContract;
import io.repobackup.testkit.sink.VersionsContract;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OriginalsSinkTest {

    private static final BlobOptions STATE = BlobOptions.of(BlobClass.STATE);
    private static final BlobKey KEY = BlobKey.of("log/host/repo-1/0000000001.json.gz");

    @Nested
    class Contract implements BlobSinkContract, RemovalContract, UploadsContract, VersionsContract {

        private final Map<BlobSink, InMemoryBlobSink> stores = new IdentityHashMap<>();

        @Override
        public BlobSink openSink() {
            return over(InMemoryBlobSink.versioned(FakeClock.create()));
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return over(stores.get(first).reopen());
        }

        @Override
        public void overwrite(BlobSink sink, BlobKey key, byte[] content) {
            stores.get(sink).overwrite(key, content);
        }

        @Override
        public void hide(BlobSink sink, BlobKey key) {
            stores.get(sink).hide(key);
        }

        /** Here it is not what lies above that is read: see {@link AfterAnAttack}. */
        @Override
        public void whatIsPutOverAKeyLiesAboveItsFirstVersion() {}

        /** Here it hides nothing: see {@link AfterAnAttack}. */
        @Override
        public void aMarkerOfDeletionHidesAKeyAndNoVersion() {}

        /** Here it cannot be: see {@link AfterAnAttack}. */
        @Override
        public void aKeyThatIsStoredAgainAfterItWasHiddenIsTouched() {}

        private BlobSink over(InMemoryBlobSink store) {
            BlobSink sink = OriginalsSink.over(store);
            assertThat(sink).isInstanceOf(OriginalsSink.class);
            stores.put(sink, store);
            return sink;
        }
    }

    private final InMemoryBlobSink store = InMemoryBlobSink.versioned(FakeClock.create());
    private final CountedVersions counted = new CountedVersions(store);
    private final BlobSink sink = OriginalsSink.over(counted);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private StoredBlob put(BlobKey key, String content) {
        return store.putIfAbsent(key, bytes(content), STATE);
    }

    private String read(BlobKey key) throws IOException {
        return read(sink.open(key, ByteRange.all()));
    }

    private static String read(InputStream stream) throws IOException {
        try (InputStream in = stream) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<BlobKey> keys() {
        try (Stream<StoredBlob> blobs = sink.list(BlobListing.all())) {
            return blobs.map(StoredBlob::key).toList();
        }
    }

    @Test
    void aSinkWithoutVersionsIsLeftAsItIs() {
        InMemoryBlobSink plain = InMemoryBlobSink.create();
        assertThat(OriginalsSink.over(plain)).isSameAs(plain);
        assertThat(OriginalsSink.over(sink)).isSameAs(sink);
    }

    @Nested
    class AfterAnAttack {

        @Test
        void whatWasOverwrittenIsReadAsItWas() throws IOException {
            StoredBlob meant = put(KEY, "meant");
            store.overwrite(KEY, bytes("evil words"));
            store.overwrite(KEY, bytes("more"));
            assertThat(read(KEY)).isEqualTo("meant");
            assertThat(read(sink.open(KEY, ByteRange.of(1, 2)))).isEqualTo("ea");
            assertThat(sink.stat(KEY)).contains(meant);
            try (Stream<StoredBlob> listed = sink.list(BlobListing.under(BlobKey.of("log")))) {
                assertThat(listed).containsExactly(meant);
            }
        }

        @Test
        void whatWasDeletedIsThere() throws IOException {
            StoredBlob meant = put(KEY, "meant");
            store.overwrite(KEY, bytes("evil"));
            store.hide(KEY);
            assertThat(read(KEY)).isEqualTo("meant");
            assertThat(sink.stat(KEY)).contains(meant);
            assertThat(keys()).containsExactly(KEY);
        }

        @Test
        void whatIsKnownStaysTheOriginalWhenItIsOverwrittenLater() throws IOException {
            put(KEY, "meant");
            assertThat(keys()).containsExactly(KEY);
            store.overwrite(KEY, bytes("evil"));
            store.hide(KEY);
            assertThat(read(KEY)).isEqualTo("meant");
        }

        @Test
        void aHiddenKeyIsNotPutAgainAlthoughTheStoreTakesIt() throws IOException {
            put(KEY, "meant");
            store.hide(KEY);
            assertThatThrownBy(() -> sink.putIfAbsent(KEY, bytes("again"), STATE))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining(KEY.text());
            assertThat(read(KEY)).isEqualTo("meant");
        }
    }

    @Nested
    class SoundVersions {

        private boolean isMeant(InputStream in) {
            try {
                return Arrays.equals(in.readAllBytes(), bytes("meant"));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private String readSound() throws IOException {
            StoredBlob pinned = new StoredBlob(KEY, Optional.empty(), 5, Optional.empty(), Instant.EPOCH);
            return read(((OriginalsSink) sink).openSound(pinned, this::isMeant));
        }

        @Test
        void theOldestSoundVersionIsTaken() throws IOException {
            put(KEY, "rot");
            store.overwrite(KEY, bytes("worse"));
            store.overwrite(KEY, bytes("meant"));
            store.overwrite(KEY, bytes("evil!"));
            assertThat(readSound()).isEqualTo("meant");
            assertThat(store.openReads()).isZero();
        }

        @Test
        void theOldestIsTakenWhenNoneIsSound() throws IOException {
            put(KEY, "rot");
            store.overwrite(KEY, bytes("evil"));
            assertThat(readSound()).isEqualTo("rot");
            assertThat(store.openReads()).isZero();
        }

        @Test
        void aKeyWithOneVersionIsReadOnce() throws IOException {
            put(KEY, "rot");
            assertThat(readSound()).isEqualTo("rot");
            assertThat(counted.opened()).isEqualTo(1);
        }
    }

    @Nested
    class Requests {

        @Test
        void whatWasListedIsOpenedWithoutAsking() throws IOException {
            put(KEY, "1");
            keys();
            counted.reset();
            read(KEY);
            assertThat(counted.asked()).isZero();
            assertThat(counted.opened()).isEqualTo(1);
        }

        @Test
        void neighboursAreAskedForTogether() throws IOException {
            for (int i = 10; i < 90; i++) {
                put(BlobKey.of("data/host/repo-1/" + i + ".bundle"), "bundle");
                put(BlobKey.of("data/host/repo-1/" + i + ".idx"), "idx");
            }
            for (int i = 10; i < 90; i++) {
                assertThat(read(BlobKey.of("data/host/repo-1/" + i + ".bundle")))
                        .isEqualTo("bundle");
                assertThat(read(BlobKey.of("data/host/repo-1/" + i + ".idx"))).isEqualTo("idx");
            }
            assertThat(counted.asked()).isEqualTo(1);
        }

        @Test
        void keysWhoseNamesCannotBeShortenedAreFound() throws IOException {
            for (String text : List.of("vault.json", "a/1", "a/b.c", "a/b..c", "b", "a/b")) {
                BlobKey key = BlobKey.of(text);
                put(key, text);
                assertThat(read(key)).isEqualTo(text);
                store.lose(key);
                assertThatThrownBy(() -> sink.open(key, ByteRange.all())).isInstanceOf(NotFoundException.class);
            }
        }

        @Test
        void whatWasRemovedElsewhereIsNotFoundAndFoundAgainWhenPutAgain() throws IOException {
            put(KEY, "1");
            read(KEY);
            store.lose(KEY);
            assertThatThrownBy(() -> sink.open(KEY, ByteRange.all())).isInstanceOf(NotFoundException.class);
            put(KEY, "2");
            assertThat(read(KEY)).isEqualTo("2");
        }
    }

    @Nested
    class Removing {

        private final Removal removal = sink.facet(Removal.class).orElseThrow();
        private final Versions versions = store.facet(Versions.class).orElseThrow();

        @Test
        void anOriginalGoesWithAllThatWasPutOverIt() {
            StoredBlob meant = put(KEY, "meant");
            store.overwrite(KEY, bytes("evil"));
            store.hide(KEY);
            assertThat(removal.remove(List.of(meant))).containsEntry(meant, new Removal.Answer.Removed());
            assertThat(versions.oldest(KEY, any -> true, 1_000)).isEmpty();
            assertThat(keys()).isEmpty();
        }

        @Test
        void aNewerVersionGoesAlone() throws IOException {
            put(KEY, "meant");
            store.overwrite(KEY, bytes("evil"));
            StoredBlob evil = store.stat(KEY).orElseThrow();
            removal.remove(List.of(evil));
            assertThat(versions.oldest(KEY, any -> true, 1_000)).hasSize(1);
            assertThat(read(KEY)).isEqualTo("meant");
        }

        @Test
        void theOriginalStaysUnderAVersionThatStays() {
            StoredBlob meant = put(KEY, "meant");
            store.overwrite(KEY, bytes("evil"));
            StoredBlob evil = store.stat(KEY).orElseThrow();
            Removal.Answer retained = new Removal.Answer.Retained(meant.storedAt());
            Removal refusing = new OriginalsRemoval(
                    blobs -> blobs.stream().collect(Collectors.toMap(blob -> blob, blob -> {
                        assertThat(blob).isEqualTo(evil);
                        return retained;
                    })),
                    versions);
            assertThat(refusing.remove(List.of(meant))).containsEntry(meant, retained);
        }
    }
}
