package io.repobackup.testkit.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.Encryption;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;

/** What the tests of a sink need of its author; {@link BlobSinkContract} describes it. */
interface SinkFixture {

    BlobSink openSink();

    BlobSink openAgain(BlobSink first);

    default long storedSize(long contentSize) {
        return contentSize;
    }

    /** Whether the sink holds these bytes under a key, in the store as long as they have to be. */
    default void assertHolds(BlobSink sink, BlobKey key, byte[] content) {
        assertThat(sink.stat(key)).as("stat of %s", key).isPresent();
        assertThat(sink.stat(key).orElseThrow().sizeInBytes()).isEqualTo(storedSize(content.length));
        assertThat(Blobs.read(sink, key)).as("the bytes of %s", key).isEqualTo(content);
    }

    /** Whether a sink tells the size and, if it tells one, the digest of what lies in the store. */
    default void assertDescribes(StoredBlob answer, BlobSink sink, long contentSize) {
        assertThat(answer.sizeInBytes()).isEqualTo(storedSize(contentSize));
        BlobSink stored = sink.facet(Encryption.class).map(Encryption::stored).orElse(sink);
        Sha256 digest = Blobs.digest(stored, answer.key());
        assertThat(answer.sha256().orElse(digest)).isEqualTo(digest);
    }
}
