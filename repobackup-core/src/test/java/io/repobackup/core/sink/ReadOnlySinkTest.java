package io.repobackup.core.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.SinkCapabilities;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Uploads;
import io.repobackup.api.sink.Versions;
import io.repobackup.testkit.sink.BlobSinkContract;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.time.FakeClock;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReadOnlySinkTest {

    private static final BlobKey KEY = BlobKey.of("log/1");
    private static final BlobOptions STATE = BlobOptions.of(BlobClass.STATE);

    @Nested
    class Contract implements BlobSinkContract {

        @Override
        public BlobSink openSink() {
            return new ReadThrough(InMemoryBlobSink.create());
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return new ReadThrough(((ReadThrough) first).store().reopen());
        }
    }

    /** Writes to a store and reads it through the read-only sink, so that reading can be put through the contract. */
    private record ReadThrough(InMemoryBlobSink store, ReadOnlySink reading) implements BlobSink {

        ReadThrough(InMemoryBlobSink store) {
            this(store, ReadOnlySink.over(store));
        }

        @Override
        public SinkCapabilities capabilities() {
            return reading.capabilities();
        }

        @Override
        public BlobUpload begin(BlobKey key, BlobOptions options) {
            return store.begin(key, options);
        }

        @Override
        public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
            return store.putIfAbsent(key, bytes, options);
        }

        @Override
        public InputStream open(BlobKey key, ByteRange range) {
            return reading.open(key, range);
        }

        @Override
        public Optional<StoredBlob> stat(BlobKey key) {
            return reading.stat(key);
        }

        @Override
        public Stream<StoredBlob> list(BlobListing listing) {
            return reading.list(listing);
        }

        @Override
        public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
            return reading.facet(type);
        }

        @Override
        public void close() {
            reading.close();
        }
    }

    private final InMemoryBlobSink store =
            InMemoryBlobSink.versioned(FakeClock.create()).withLocks().withColdTier(1L << 40, Duration.ofHours(1));
    private final BlobSink sink = ReadOnlySink.over(store);

    @Test
    void nothingIsWritten() {
        byte[] bytes = "x".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> sink.putIfAbsent(KEY, bytes, STATE))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("log/1")
                .hasMessageContaining("reading only");
        assertThatThrownBy(() -> sink.begin(KEY, STATE)).isInstanceOf(AccessDeniedException.class);
        assertThat(store.keys()).isEmpty();
        assertThat(store.openUploads()).isZero();
    }

    @Test
    void whatChangesTheStoreIsHidden() {
        assertThat(sink.facet(Removal.class)).isEmpty();
        assertThat(sink.facet(Retention.class)).isEmpty();
        assertThat(sink.facet(Uploads.class)).isEmpty();
        assertThat(sink.facet(Versions.class)).isPresent();
        assertThat(sink.facet(Thaw.class)).isPresent();
    }
}
