package io.repobackup.testkit.sink;

import static io.repobackup.testkit.sink.Blobs.DATA;
import static io.repobackup.testkit.sink.Blobs.assertHoldsNothing;
import static io.repobackup.testkit.sink.Blobs.bytes;
import static io.repobackup.testkit.sink.Blobs.noise;
import static io.repobackup.testkit.sink.Blobs.put;
import static io.repobackup.testkit.sink.Blobs.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.Uploads;
import io.repobackup.api.sink.Uploads.Unfinished;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@link Uploads} promises, as tests. A test class of a sink with that facet implements this beside
 * {@link BlobSinkContract}.
 */
public interface UploadsContract extends SinkFixture {

    /** More than one part on every store, so that the store knows of the upload. */
    int SEVERAL_PARTS = 20 << 20;

    @Test
    default void anUnfinishedUploadIsFoundAndAborted() {
        try (BlobSink sink = openSink();
                BlobSink other = openAgain(sink)) {
            Uploads uploads = uploadsOf(other);
            try (BlobUpload upload = sink.begin(BlobKey.of("data/key"), DATA)) {
                write(upload, noise(1, SEVERAL_PARTS));
                assertThat(unfinished(uploads, Instant.EPOCH)).isEmpty();
                List<Unfinished> found = unfinished(uploads, FAR_FUTURE);
                assertThat(found).hasSize(1);
                uploads.abort(found.get(0));
                uploads.abort(found.get(0));
                assertThat(unfinished(uploads, FAR_FUTURE)).isEmpty();
                assertThatThrownBy(upload::commit).isInstanceOf(RepobackupException.class);
            }
            assertHoldsNothing(other);
        }
    }

    /** After every upload. */
    Instant FAR_FUTURE = Instant.parse("2999-01-01T00:00:00Z");

    @Test
    default void finishedUploadsAreNotFound() {
        try (BlobSink sink = openSink()) {
            Uploads uploads = uploadsOf(sink);
            put(sink, "log/1", "record");
            try (BlobUpload committed = sink.begin(BlobKey.of("data/1"), DATA);
                    BlobUpload dropped = sink.begin(BlobKey.of("data/2"), DATA)) {
                write(committed, noise(1, SEVERAL_PARTS));
                write(dropped, noise(2, SEVERAL_PARTS));
                committed.commit();
            }
            assertThat(unfinished(uploads, FAR_FUTURE)).isEmpty();
        }
    }

    @Test
    default void abortOfAnUploadThatWasCommittedMeanwhileLeavesTheBlob() {
        try (BlobSink sink = openSink()) {
            Uploads uploads = uploadsOf(sink);
            try (BlobUpload upload = sink.begin(BlobKey.of("data/1"), DATA)) {
                write(upload, noise(1, SEVERAL_PARTS));
                List<Unfinished> found = unfinished(uploads, FAR_FUTURE);
                write(upload, bytes("the end"));
                upload.commit();
                found.forEach(uploads::abort);
            }
            assertThat(sink.stat(BlobKey.of("data/1")).orElseThrow().sizeInBytes())
                    .isEqualTo(storedSize(SEVERAL_PARTS + 7));
        }
    }

    private static List<Unfinished> unfinished(Uploads uploads, Instant before) {
        try (Stream<Unfinished> found = uploads.unfinished(before)) {
            return found.toList();
        }
    }

    private static Uploads uploadsOf(BlobSink sink) {
        return sink.facet(Uploads.class).orElseThrow();
    }
}
