package io.repobackup.testkit.sink;

import static io.repobackup.testkit.sink.Blobs.bytes;
import static io.repobackup.testkit.sink.Blobs.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Thaw.Temperature;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What {@link Thaw} promises, as tests. A test class of a sink with that facet implements this beside
 * {@link BlobSinkContract}.
 */
public interface ThawContract extends SinkFixture {

    /** Moves a blob into the cold tier, past the sink. */
    void freeze(BlobSink sink, BlobKey key);

    /** Returns when what was asked to be thawed is thawed. */
    void awaitThaw(BlobSink sink, BlobKey key);

    @Test
    default void whatIsNotColdIsReadableAndThawedForNothing() {
        try (BlobSink sink = openSink()) {
            BlobKey key = put(sink, "data/1", "content").key();
            assertThat(thawOf(sink).temperature(key)).isEqualTo(Temperature.READABLE);
            thawOf(sink).thaw(key, Duration.ofDays(1));
            assertThat(thawOf(sink).temperature(key)).isEqualTo(Temperature.READABLE);
            assertHolds(sink, key, bytes("content"));
        }
    }

    @Test
    default void aColdBlobCannotBeReadAndIsStillThere() {
        try (BlobSink sink = openSink()) {
            StoredBlob stored = put(sink, "data/1", "content");
            freeze(sink, stored.key());
            assertThat(thawOf(sink).temperature(stored.key())).isEqualTo(Temperature.FROZEN);
            assertThat(sink.stat(stored.key())).isPresent();
            assertThatThrownBy(() -> sink.open(stored.key(), ByteRange.all()))
                    .isInstanceOfSatisfying(
                            FrozenException.class, e -> assertThat(e.key()).isEqualTo("data/1"));
        }
    }

    @Test
    default void aColdBlobIsReadableOnceItIsThawed() {
        try (BlobSink sink = openSink()) {
            BlobKey key = put(sink, "data/1", "content").key();
            freeze(sink, key);
            thawOf(sink).thaw(key, Duration.ofHours(30));
            thawOf(sink).thaw(key, Duration.ofHours(30));
            assertThat(thawOf(sink).temperature(key)).isNotEqualTo(Temperature.FROZEN);
            awaitThaw(sink, key);
            assertThat(thawOf(sink).temperature(key)).isEqualTo(Temperature.READABLE);
            assertHolds(sink, key, bytes("content"));
            thawOf(sink).thaw(key, Duration.ofHours(30));
            assertThat(thawOf(sink).temperature(key)).isEqualTo(Temperature.READABLE);
        }
    }

    @Test
    default void whatIsNotThereHasNoTemperature() {
        try (BlobSink sink = openSink()) {
            BlobKey absent = BlobKey.of("data/1");
            assertThatThrownBy(() -> thawOf(sink).temperature(absent)).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> thawOf(sink).thaw(absent, Duration.ofDays(1)))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    private static Thaw thawOf(BlobSink sink) {
        return sink.facet(Thaw.class).orElseThrow();
    }
}
