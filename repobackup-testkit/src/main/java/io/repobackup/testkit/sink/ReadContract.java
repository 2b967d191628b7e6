package io.repobackup.testkit.sink;

import static io.repobackup.testkit.sink.Blobs.bytes;
import static io.repobackup.testkit.sink.Blobs.noise;
import static io.repobackup.testkit.sink.Blobs.put;
import static io.repobackup.testkit.sink.Blobs.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link BlobSink#open} and {@link BlobSink#stat} promise. */
interface ReadContract extends SinkFixture {

    @Test
    default void everyRangeGivesItsBytes() {
        try (BlobSink sink = openSink()) {
            BlobKey key = BlobKey.of("ten");
            put(sink, key, bytes("0123456789"));
            assertThat(read(sink, key, ByteRange.all())).isEqualTo(bytes("0123456789"));
            assertThat(read(sink, key, ByteRange.of(0, 1))).isEqualTo(bytes("0"));
            assertThat(read(sink, key, ByteRange.of(3, 4))).isEqualTo(bytes("3456"));
            assertThat(read(sink, key, ByteRange.of(9, 1))).isEqualTo(bytes("9"));
            assertThat(read(sink, key, ByteRange.of(0, 10))).isEqualTo(bytes("0123456789"));
            assertThat(read(sink, key, ByteRange.from(7))).isEqualTo(bytes("789"));
        }
    }

    @Test
    default void whatReachesBeyondTheEndIsCutOff() {
        try (BlobSink sink = openSink()) {
            BlobKey key = BlobKey.of("ten");
            put(sink, key, bytes("0123456789"));
            assertThat(read(sink, key, ByteRange.of(8, 5))).isEqualTo(bytes("89"));
            assertThat(read(sink, key, ByteRange.of(8, Long.MAX_VALUE - 1))).isEqualTo(bytes("89"));
        }
    }

    @Test
    default void aRangeWithoutBytesIsNoFailure() {
        try (BlobSink sink = openSink()) {
            BlobKey key = BlobKey.of("ten");
            put(sink, key, bytes("0123456789"));
            put(sink, "none", "");
            assertThat(read(sink, key, ByteRange.of(4, 0))).isEmpty();
            assertThat(read(sink, key, ByteRange.from(10))).isEmpty();
            assertThat(read(sink, key, ByteRange.of(11, 3))).isEmpty();
            assertThat(read(sink, key, ByteRange.of(Long.MAX_VALUE, Long.MAX_VALUE - 1)))
                    .isEmpty();
            assertThat(read(sink, BlobKey.of("none"), ByteRange.all())).isEmpty();
            assertThat(read(sink, BlobKey.of("none"), ByteRange.of(0, 1))).isEmpty();
        }
    }

    @Test
    default void aRangeOfALargeBlobGivesItsBytes() {
        try (BlobSink sink = openSink()) {
            byte[] large = noise(7, 3_000_000);
            Blobs.upload(sink, BlobKey.of("large"), large);
            assertThat(read(sink, BlobKey.of("large"), ByteRange.of(1_234_567, 500_000)))
                    .isEqualTo(Arrays.copyOfRange(large, 1_234_567, 1_734_567));
        }
    }

    @Test
    default void bytesAreReadOneByOne() throws IOException {
        try (BlobSink sink = openSink()) {
            put(sink, BlobKey.of("high"), new byte[] {(byte) 0xff, 0, (byte) 0x80});
            try (InputStream in = sink.open(BlobKey.of("high"), ByteRange.all())) {
                assertThat(new int[] {in.read(), in.read(), in.read(), in.read(), in.read()})
                        .containsExactly(0xff, 0, 0x80, -1, -1);
            }
        }
    }

    @Test
    default void whatDoesNotExistIsNotFound() {
        try (BlobSink sink = openSink()) {
            put(sink, "folder/key", "content");
            for (String missing :
                    new String[] {"nothing", "folder", "folder/kez", "folder/key/below", "no/such/folder"}) {
                assertThat(sink.stat(BlobKey.of(missing))).as(missing).isEmpty();
                assertThatThrownBy(() -> sink.open(BlobKey.of(missing), ByteRange.all()))
                        .isInstanceOf(NotFoundException.class)
                        .hasMessageContaining(missing);
            }
        }
    }

    @Test
    default void streamsOfOneBlobAreIndependent() throws IOException {
        try (BlobSink sink = openSink()) {
            put(sink, "key", "abcdef");
            try (InputStream one = sink.open(BlobKey.of("key"), ByteRange.all())) {
                assertThat(one.read()).isEqualTo('a');
                try (InputStream other = sink.open(BlobKey.of("key"), ByteRange.all())) {
                    assertThat(other.read()).isEqualTo('a');
                    assertThat(one.read()).isEqualTo('b');
                }
                assertThat(one.readAllBytes()).isEqualTo(bytes("cdef"));
            }
        }
    }

    @Test
    default void manyThreadsReadAtOnce() {
        try (BlobSink sink = openSink()) {
            byte[] content = noise(8, 300_000);
            put(sink, BlobKey.of("shared"), content);
            assertThat(Together.run(16, i -> Arrays.equals(read(sink, BlobKey.of("shared")), content)))
                    .containsOnly(true);
        }
    }

    @Test
    default void statAndListAgree() {
        try (BlobSink sink = openSink()) {
            put(sink, "folder/key", "content");
            StoredBlob stat = sink.stat(BlobKey.of("folder/key")).orElseThrow();
            try (Stream<StoredBlob> blobs = sink.list(BlobListing.all())) {
                StoredBlob listed = blobs.findFirst().orElseThrow();
                assertThat(listed.key()).isEqualTo(stat.key());
                assertThat(listed.sizeInBytes()).isEqualTo(stat.sizeInBytes()).isEqualTo(storedSize(7));
                assertThat(stat.storedAt()).isAfter(Instant.EPOCH);
                assertThat(Duration.between(stat.storedAt(), listed.storedAt()).abs())
                        .as("stores round times differently in the two answers, to a second")
                        .isLessThan(Duration.ofSeconds(1));
            }
        }
    }
}
