package io.repobackup.testkit.sink;

import static io.repobackup.testkit.sink.Blobs.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.testkit.time.FakeClock;
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
