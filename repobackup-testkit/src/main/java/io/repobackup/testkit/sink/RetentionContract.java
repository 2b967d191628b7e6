package io.repobackup.testkit.sink;

import static io.repobackup.testkit.sink.Blobs.DATA;
import static io.repobackup.testkit.sink.Blobs.bytes;
import static io.repobackup.testkit.sink.Blobs.noise;
import static io.repobackup.testkit.sink.Blobs.put;
import static io.repobackup.testkit.sink.Blobs.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.Removal.Answer;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.StoredBlob;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What {@link Retention} promises, as tests. A test class of a sink with that facet, and with {@link Removal}, implements
 * this beside {@link BlobSinkContract}. The locks last for days: what holds them should be dropped with the test.
 */
public interface RetentionContract extends SinkFixture {

    /** The time by the clock of the store. */
    Instant now(BlobSink sink);

    /** Returns when this time has come by the clock of the store; at most a few seconds away. */
    void await(BlobSink sink, Instant time);

    /** More than one part on every store. */
    int SEVERAL_PARTS = 20 << 20;

    @Test
    default void whatIsPutWithALockCannotBeRemoved() {
        try (BlobSink sink = openSink()) {
            Instant until = days(sink, 1);
            StoredBlob stored = sink.putIfAbsent(BlobKey.of("log/1"), bytes("record"), DATA.withRetainUntil(until));
            assertRetained(sink, stored, until);
            assertHolds(sink, stored.key(), bytes("record"));
        }
    }

    @Test
    default void whatIsUploadedWithALockCannotBeRemoved() {
        try (BlobSink sink = openSink()) {
            Instant until = days(sink, 2);
            assertRetained(sink, uploaded(sink, "data/small", 10, until), until);
            assertRetained(sink, uploaded(sink, "data/empty", 0, until), until);
            assertRetained(sink, uploaded(sink, "data/large", SEVERAL_PARTS, until), until);
        }
    }

    @Test
    default void whatWasStoredWithoutALockIsLockedLater() {
        try (BlobSink sink = openSink()) {
            StoredBlob stored = put(sink, "log/1", "record");
            StoredBlob free = put(sink, "log/2", "record");
            Instant until = days(sink, 1);
            retentionOf(sink).retainAtLeast(stored, until);
            assertRetained(sink, stored, until);
            assertThat(remove(sink, free)).isEqualTo(new Answer.Removed());
        }
    }

    @Test
    default void aLockIsExtendedAndNeverShortened() {
        try (BlobSink sink = openSink()) {
            StoredBlob stored = put(sink, "log/1", "record");
            Retention retention = retentionOf(sink);
            for (int day : List.of(2, 2, 1, 3, 1)) {
                retention.retainAtLeast(stored, days(sink, day));
            }
            assertThat(retained(sink, stored).until()).isAfter(days(sink, 3).minus(Duration.ofMinutes(5)));
        }
    }

    @Test
    default void aTimeThatIsOverLocksNothingAndIsNoFailure() {
        try (BlobSink sink = openSink()) {
            StoredBlob stored = put(sink, "log/1", "record");
            retentionOf(sink).retainAtLeast(stored, days(sink, -1));
            StoredBlob put = sink.putIfAbsent(BlobKey.of("log/2"), bytes("x"), DATA.withRetainUntil(days(sink, -1)));
            assertThat(remove(sink, stored)).isEqualTo(new Answer.Removed());
            assertThat(remove(sink, put)).isEqualTo(new Answer.Removed());
        }
    }

    @Test
    default void aLockEnds() {
        try (BlobSink sink = openSink()) {
            Instant until = now(sink).plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
            StoredBlob stored = sink.putIfAbsent(BlobKey.of("log/1"), bytes("record"), DATA.withRetainUntil(until));
            assertRetained(sink, stored, until);
            await(sink, until.plusSeconds(1));
            assertThat(remove(sink, stored)).isEqualTo(new Answer.Removed());
        }
    }

    @Test
    default void whatIsNotThereCannotBeLocked() {
        try (BlobSink sink = openSink()) {
            StoredBlob removed = put(sink, "log/1", "record");
            sink.facet(Removal.class).orElseThrow().remove(List.of(removed));
            StoredBlob never = new StoredBlob(BlobKey.of("log/2"), Optional.empty(), 1, Optional.empty(), now(sink));
            Instant until = days(sink, 1);
            assertThatThrownBy(() -> retentionOf(sink).retainAtLeast(removed, until))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> retentionOf(sink).retainAtLeast(never, until))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    private Instant days(BlobSink sink, int days) {
        return now(sink).plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
    }

    private static StoredBlob uploaded(BlobSink sink, String key, int length, Instant until) {
        try (BlobUpload upload = sink.begin(BlobKey.of(key), DATA.withRetainUntil(until))) {
            write(upload, noise(length, length));
            return upload.commit();
        }
    }

    private static void assertRetained(BlobSink sink, StoredBlob blob, Instant until) {
        assertThat(retained(sink, blob).until()).isAfterOrEqualTo(until);
        assertThat(sink.stat(blob.key())).isPresent();
    }

    private static Answer.Retained retained(BlobSink sink, StoredBlob blob) {
        Answer answer = remove(sink, blob);
        assertThat(answer).isInstanceOf(Answer.Retained.class);
        return (Answer.Retained) answer;
    }

    private static Answer remove(BlobSink sink, StoredBlob blob) {
        return List.copyOf(sink.facet(Removal.class)
                        .orElseThrow()
                        .remove(List.of(blob))
                        .values())
                .get(0);
    }

    private static Retention retentionOf(BlobSink sink) {
        return sink.facet(Retention.class).orElseThrow();
    }
}
