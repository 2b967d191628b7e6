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
import io.repobackup.api.sink.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
            StoredBlob stored = put(sink, "data/1", "content");
            assertThat(thawOf(sink).temperature(stored)).isEqualTo(Temperature.READABLE);
            thawOf(sink).thaw(stored, Duration.ofDays(1));
            assertThat(thawOf(sink).temperature(stored)).isEqualTo(Temperature.READABLE);
            assertHolds(sink, stored.key(), bytes("content"));
        }
    }

    @Test
    default void aColdBlobCannotBeReadAndIsStillThere() {
        try (BlobSink sink = openSink()) {
            StoredBlob stored = put(sink, "data/1", "content");
            freeze(sink, stored.key());
            assertThat(thawOf(sink).temperature(stored)).isEqualTo(Temperature.FROZEN);
            assertThat(sink.stat(stored.key())).isPresent();
            assertThatThrownBy(() -> sink.open(stored.key(), ByteRange.all()))
                    .isInstanceOfSatisfying(
                            FrozenException.class, e -> assertThat(e.key()).isEqualTo("data/1"));
        }
    }

    @Test
    default void aColdBlobIsReadableOnceItIsThawed() {
        try (BlobSink sink = openSink()) {
            StoredBlob stored = put(sink, "data/1", "content");
            freeze(sink, stored.key());
            thawOf(sink).thaw(stored, Duration.ofHours(30));
            thawOf(sink).thaw(stored, Duration.ofHours(30));
            assertThat(thawOf(sink).temperature(stored)).isNotEqualTo(Temperature.FROZEN);
            awaitThaw(sink, stored.key());
            assertThat(thawOf(sink).temperature(stored)).isEqualTo(Temperature.READABLE);
            assertHolds(sink, stored.key(), bytes("content"));
            thawOf(sink).thaw(stored, Duration.ofHours(30));
            assertThat(thawOf(sink).temperature(stored)).isEqualTo(Temperature.READABLE);
        }
    }

    @Test
    default void whatIsNotThereHasNoTemperature() {
        try (BlobSink sink = openSink()) {
            StoredBlob absent =
                    new StoredBlob(BlobKey.of("data/1"), Optional.empty(), 1, Optional.empty(), Instant.EPOCH);
            assertThatThrownBy(() -> thawOf(sink).temperature(absent)).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> thawOf(sink).thaw(absent, Duration.ofDays(1)))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    /** Concerns sinks that keep versions, and implement {@link VersionsContract} too. */
    @Test
    default void theVersionThatIsNamedIsThawedWhateverWasPutOverIt() {
        try (BlobSink sink = openSink()) {
            Versions versions = sink.facet(Versions.class).orElse(null);
            if (versions == null || !(this instanceof VersionsContract versioned)) {
                return;
            }
            StoredBlob meant = put(sink, "data/1", "meant");
            freeze(sink, meant.key());
            versioned.overwrite(sink, meant.key(), bytes("evil"));
            assertThat(thawOf(sink).temperature(meant)).isEqualTo(Temperature.FROZEN);
            assertThat(thawOf(sink).temperature(unversioned(meant))).isEqualTo(Temperature.READABLE);
            assertThatThrownBy(() -> versions.open(meant, ByteRange.all())).isInstanceOf(FrozenException.class);
            thawOf(sink).thaw(meant, Duration.ofHours(30));
            awaitThaw(sink, meant.key());
            assertThat(thawOf(sink).temperature(meant)).isEqualTo(Temperature.READABLE);
            assertThat(Blobs.all(versions.open(meant, ByteRange.all()))).isEqualTo(bytes("meant"));
        }
    }

    private static StoredBlob unversioned(StoredBlob blob) {
        return new StoredBlob(blob.key(), Optional.empty(), blob.sizeInBytes(), blob.sha256(), blob.storedAt());
    }

    private static Thaw thawOf(BlobSink sink) {
        return sink.facet(Thaw.class).orElseThrow();
    }
}
