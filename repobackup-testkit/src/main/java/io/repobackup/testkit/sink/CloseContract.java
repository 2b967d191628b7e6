package io.repobackup.testkit.sink;

import static io.repobackup.testkit.sink.Blobs.DATA;
import static io.repobackup.testkit.sink.Blobs.bytes;
import static io.repobackup.testkit.sink.Blobs.keys;
import static io.repobackup.testkit.sink.Blobs.noise;
import static io.repobackup.testkit.sink.Blobs.put;
import static io.repobackup.testkit.sink.Blobs.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import org.junit.jupiter.api.Test;

/** What {@link BlobSink#close} promises. */
interface CloseContract extends SinkFixture {

    @Test
    default void aSinkMayBeClosedTwice() {
        BlobSink sink = openSink();
        put(sink, "key", "content");
        sink.close();
        sink.close();
    }

    @Test
    default void aClosedSinkRefusesEveryCall() {
        BlobSink sink = openSink();
        BlobKey key = BlobKey.of("key");
        sink.close();
        assertThatThrownBy(() -> put(sink, key, bytes("content"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sink.begin(key, DATA)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sink.open(key, ByteRange.all())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sink.stat(key)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sink.list(BlobListing.all())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void anUploadOfAClosedSinkCannotGoOn() {
        BlobSink sink = openSink();
        try (BlobUpload upload = sink.begin(BlobKey.of("key"), DATA)) {
            write(upload, bytes("content"));
            sink.close();
            assertThatThrownBy(() -> write(upload, bytes("more"))).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(upload::commit).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    default void closeKeepsWhatWasStoredAndDropsUnfinishedUploads() {
        BlobSink sink = openSink();
        try (BlobSink other = openAgain(sink)) {
            assumeTrue(other != sink, "SKIPPED: openAgain is not implemented, so nothing can be seen after a close");
            put(sink, "stored", "content");
            BlobUpload upload = sink.begin(BlobKey.of("unfinished"), DATA);
            write(upload, noise(1, 9_000_000));
            sink.close();
            upload.close();
            assertHolds(other, BlobKey.of("stored"), bytes("content"));
            assertThat(keys(other, BlobListing.all())).containsExactly(BlobKey.of("stored"));
        }
    }
}
