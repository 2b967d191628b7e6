package io.repobackup.testkit.sink;

import static io.repobackup.testkit.sink.Blobs.bytes;
import static io.repobackup.testkit.sink.Blobs.keys;
import static io.repobackup.testkit.sink.Blobs.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.Removal.Answer;
import io.repobackup.api.sink.StoredBlob;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What {@link Removal} promises, as tests. A test class of a sink with that facet implements this beside
 * {@link BlobSinkContract}.
 */
public interface RemovalContract extends SinkFixture {

    @Test
    default void removedBlobsAreGoneAndOthersStay() {
        try (BlobSink sink = openSink()) {
            Removal removal = removalOf(sink);
            StoredBlob gone = put(sink, "folder/gone", "1");
            put(sink, "folder/stays", "2");
            assertThat(removal.remove(List.of(gone))).containsExactlyEntriesOf(answer(gone, new Answer.Removed()));
            assertThat(sink.stat(gone.key())).isEmpty();
            assertThat(keys(sink, BlobListing.all())).containsExactly(BlobKey.of("folder/stays"));
            assertHolds(sink, BlobKey.of("folder/stays"), bytes("2"));
        }
    }

    @Test
    default void removalOfWhatIsGoneIsNoFailure() {
        try (BlobSink sink = openSink()) {
            Removal removal = removalOf(sink);
            StoredBlob blob = put(sink, "folder/key", "content");
            removal.remove(List.of(blob));
            // Stores that delete blindly cannot tell.
            assertThat(removal.remove(List.of(blob)).get(blob))
                    .isInstanceOfAny(Answer.Absent.class, Answer.Removed.class);
        }
    }

    @Test
    default void aThousandBlobsAndMoreAreRemovedInOneCall() {
        try (BlobSink sink = openSink()) {
            Removal removal = removalOf(sink);
            List<StoredBlob> blobs = Together.run(
                            8,
                            writer -> IntStream.range(0, 140)
                                    .mapToObj(i -> put(sink, "many/" + writer + "/" + i, "x"))
                                    .toList())
                    .stream()
                    .flatMap(List::stream)
                    .toList();
            assertThat(removal.remove(blobs))
                    .hasSize(blobs.size())
                    .allSatisfy((blob, answer) -> assertThat(answer).isEqualTo(new Answer.Removed()));
            assertThat(keys(sink, BlobListing.all())).isEmpty();
        }
    }

    @Test
    default void aKeyCanBeStoredAgainInAFolderThatWasEmptied() {
        try (BlobSink sink = openSink()) {
            Removal removal = removalOf(sink);
            removal.remove(List.of(put(sink, "a/b/c", "1")));
            put(sink, "a/b/d", "2");
            assertHolds(sink, BlobKey.of("a/b/d"), bytes("2"));
        }
    }

    private static Removal removalOf(BlobSink sink) {
        return sink.facet(Removal.class).orElseThrow();
    }

    private static Map<StoredBlob, Answer> answer(StoredBlob blob, Answer answer) {
        return Map.of(blob, answer);
    }
}
