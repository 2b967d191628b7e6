package io.repobackup.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Thaw.Temperature;
import io.repobackup.testkit.sink.ThawContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cold storage classes, by the answers that the S3 API documents. */
class ColdObjectsTest implements ThawContract {

    private static final BlobKey KEY = BlobKey.of("data/1");

    private final ColdStore store = ColdStore.start();

    @AfterEach
    void end() {
        store.close();
    }

    @Override
    public BlobSink openSink() {
        return store.sink().thawing(S3ThawTier.BULK).build();
    }

    @Override
    public BlobSink openAgain(BlobSink first) {
        return openSink();
    }

    @Override
    public void freeze(BlobSink sink, BlobKey key) {
        store.move(key.text(), "GLACIER");
    }

    @Override
    public void awaitThaw(BlobSink sink, BlobKey key) {
        store.finishRestore(key.text());
    }

    @Test
    void aRestoreIsAskedForByWholeDaysAndTheTier() {
        try (BlobSink sink = openSink()) {
            put(sink);
            store.move(KEY.text(), "DEEP_ARCHIVE");
            thawOf(sink).thaw(newest(KEY), Duration.ofHours(30));
            assertThat(store.restores())
                    .containsExactly("<RestoreRequest><Days>2</Days><GlacierJobParameters><Tier>Bulk</Tier>"
                            + "</GlacierJobParameters></RestoreRequest>");
        }
    }

    @Test
    void whatIsThawedIsAskedForAgainSoThatItStaysReadable() {
        try (BlobSink sink = openSink()) {
            put(sink);
            store.move(KEY.text(), "GLACIER");
            thawOf(sink).thaw(newest(KEY), Duration.ofDays(1));
            thawOf(sink).thaw(newest(KEY), Duration.ofDays(1));
            assertThat(store.restores()).hasSize(1);
            store.finishRestore(KEY.text());
            thawOf(sink).thaw(newest(KEY), Duration.ofDays(7));
            assertThat(store.restores()).hasSize(2).last().asString().contains("<Days>7</Days>");
        }
    }

    @Test
    void whatWasArchivedByItselfComesBackForGood() {
        try (BlobSink sink = openSink()) {
            put(sink);
            store.archive(KEY.text());
            assertThat(thawOf(sink).temperature(newest(KEY))).isEqualTo(Temperature.FROZEN);
            thawOf(sink).thaw(newest(KEY), Duration.ofDays(1));
            assertThat(thawOf(sink).temperature(newest(KEY))).isEqualTo(Temperature.THAWING);
            assertThat(store.restores())
                    .singleElement()
                    .asString()
                    .doesNotContain("Days")
                    .contains("<Tier>Bulk</Tier>");
            store.finishRestore(KEY.text());
            assertThat(thawOf(sink).temperature(newest(KEY))).isEqualTo(Temperature.READABLE);
        }
    }

    @Test
    void onlyLargeDataIsPutIntoTheColdClass() {
        try (BlobSink sink = store.sink().coldData("DEEP_ARCHIVE").build()) {
            sink.putIfAbsent(KEY, new byte[1 << 20], BlobOptions.of(BlobClass.DATA));
            sink.putIfAbsent(BlobKey.of("data/2"), new byte[(1 << 20) - 1], BlobOptions.of(BlobClass.DATA));
            sink.putIfAbsent(BlobKey.of("state/3"), new byte[1 << 20], BlobOptions.of(BlobClass.STATE));
            assertThat(store.storageClass("data/1")).isEqualTo("DEEP_ARCHIVE");
            assertThat(store.storageClass("data/2")).isEqualTo("STANDARD");
            assertThat(store.storageClass("state/3")).isEqualTo("STANDARD");
            assertThat(thawOf(sink).temperature(newest(KEY))).isEqualTo(Temperature.FROZEN);
            assertThat(thawOf(sink).temperature(newest(BlobKey.of("data/2")))).isEqualTo(Temperature.READABLE);
        }
    }

    @Test
    void whoWasToldOfNoColdClassHasNoSuchFacet() {
        try (BlobSink sink = store.sink().build()) {
            assertThat(sink.facet(Thaw.class)).isEmpty();
        }
    }

    private static void put(BlobSink sink) {
        sink.putIfAbsent(KEY, new byte[10], BlobOptions.of(BlobClass.DATA));
    }

    private static Thaw thawOf(BlobSink sink) {
        return sink.facet(Thaw.class).orElseThrow();
    }

    /** Any version of a key; the newest is meant. */
    private static StoredBlob newest(BlobKey key) {
        return new StoredBlob(key, Optional.empty(), 0, Optional.empty(), Instant.EPOCH);
    }
}
