package io.repobackup.testkit.sink;

import static io.repobackup.testkit.sink.Blobs.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InMemoryBlobSinkTest {

    private static final BlobKey KEY = BlobKey.of("log/1");

    @Nested
    class Contract implements BlobSinkContract, RemovalContract, UploadsContract {

        @Override
        public BlobSink openSink() {
            return InMemoryBlobSink.create();
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return ((InMemoryBlobSink) first).reopen();
        }
    }

    @Nested
    class ContractWithVersions implements BlobSinkContract, RemovalContract, UploadsContract, VersionsContract {

        @Override
        public BlobSink openSink() {
            return InMemoryBlobSink.versioned(FakeClock.create());
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
        public BlobSink openAgain(BlobSink first) {
            return ((InMemoryBlobSink) first).reopen();
        }
    }

    @Nested
    class Versioned {

        private final FakeClock clock = FakeClock.create();
        private final InMemoryBlobSink sink = InMemoryBlobSink.versioned(clock);
        private final Versions versions = sink.facet(Versions.class).orElseThrow();

        @Test
        void whatWasOverwrittenIsTheOldestVersion() throws IOException {
            StoredBlob meant = Blobs.put(sink, KEY, bytes("meant"));
            clock.advance(Duration.ofHours(1));
            sink.overwrite(KEY, bytes("evil"));
            assertThat(Blobs.read(sink, KEY)).isEqualTo(bytes("evil"));
            assertThat(versions.oldest(KEY, any -> true, 1_000))
                    .hasSize(2)
                    .first()
                    .isEqualTo(meant);
            assertThat(versions.open(meant, ByteRange.all()).readAllBytes()).isEqualTo(bytes("meant"));
            assertThat(versions.list(BlobListing.all())).singleElement().satisfies(touched -> {
                assertThat(touched.oldest()).isEqualTo(meant);
                assertThat(touched.newest()).isEqualTo(sink.stat(KEY).orElseThrow());
                assertThat(touched.versions()).isEqualTo(2);
                assertThat(touched.hidden()).isFalse();
            });
        }

        @Test
        void whatIsHiddenIsNotListedAndCanBeStoredAgain() {
            StoredBlob meant = Blobs.put(sink, KEY, bytes("meant"));
            sink.hide(KEY);
            assertThat(sink.stat(KEY)).isEmpty();
            assertThat(Blobs.keys(sink, BlobListing.all())).isEmpty();
            assertThat(versions.list(BlobListing.all())).singleElement().satisfies(touched -> {
                assertThat(touched.hidden()).isTrue();
                assertThat(touched.oldest()).isEqualTo(meant);
            });
            Blobs.put(sink, KEY, bytes("again"));
            assertThat(sink.content(KEY)).isEqualTo(bytes("again"));
            assertThat(versions.oldest(KEY, any -> true, 1_000)).hasSize(2);
        }

        @Test
        void aSinkWithoutVersionsHasNoSuchFacetAndHidesNothing() {
            InMemoryBlobSink plain = InMemoryBlobSink.create();
            assertThat(plain.facet(Versions.class)).isEmpty();
            assertThatThrownBy(() -> plain.hide(KEY)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class WhatNoStoreWouldDo {

        private final FakeClock clock = FakeClock.at(Instant.parse("2026-02-01T00:00:00Z"));
        private final InMemoryBlobSink sink = InMemoryBlobSink.on(clock);

        @Test
        void blobsAreStoredAtTheTimeOfTheClock() {
            clock.advance(Duration.ofHours(2));
            assertThat(Blobs.put(sink, KEY, bytes("x")).storedAt()).isEqualTo(Instant.parse("2026-02-01T02:00:00Z"));
        }

        @Test
        void tamperedBytesAreReadAndKeepTheirTime() {
            Instant storedAt = Blobs.put(sink, KEY, bytes("good")).storedAt();
            clock.advance(Duration.ofHours(2));
            sink.tamper(KEY, bytes("evil"));
            assertThat(sink.content(KEY)).isEqualTo(bytes("evil"));
            assertThat(sink.stat(KEY).orElseThrow().storedAt()).isEqualTo(storedAt);
        }

        @Test
        void lostBlobsAreNotFound() {
            Blobs.put(sink, KEY, bytes("good"));
            sink.lose(KEY);
            assertThat(sink.keys()).isEmpty();
            assertThatThrownBy(() -> sink.content(KEY)).isInstanceOf(NotFoundException.class);
        }

        @Test
        void aKeyThatIsAFolderOfAnotherIsRefused() {
            Blobs.put(sink, "a/b/c", "x");
            assertThatThrownBy(() -> Blobs.put(sink, "a/b", "y"))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("a/b/c");
            assertThatThrownBy(() -> Blobs.put(sink, "a/b/c/d/e", "y")).isInstanceOf(ConflictException.class);
            Blobs.put(sink, "a/b-c", "z");
            assertThat(Blobs.keys(sink, BlobListing.all())).hasSize(2);
        }
    }
}
