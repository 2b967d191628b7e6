package io.repobackup.samples.sink;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.SinkCapabilities;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.StoredBlob;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A sink on any ordered map with an atomic put-if-absent, which is what most databases are. Bytes go into chunks under
 * names that nobody else knows; one small conditional put of a row publishes them.
 *
 * <p><i>Thread-safe.</i> The database stays the caller's.
 */
public final class CustomSink implements BlobSink {

    private final Database database;
    private final Clock storeClock;
    private final Set<BlobUpload> uploads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** A sink on a database whose times are told by this clock. */
    public CustomSink(Database database, Clock storeClock) {
        this.database = database;
        this.storeClock = storeClock;
    }

    @Override
    public SinkCapabilities capabilities() {
        return SinkCapabilities.racing(SinkCapabilities.USUAL_SMALL_LIMIT_IN_BYTES);
    }

    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        BlobUpload upload = new ChunkUpload(key, database(), storeClock, uploads::remove);
        uploads.add(upload);
        return upload;
    }

    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        try (BlobUpload upload = begin(key, options)) {
            upload.write(ByteBuffer.wrap(bytes));
            return upload.commit();
        }
    }

    @Override
    public InputStream open(BlobKey key, ByteRange range) {
        return Optional.ofNullable(database().rows().get(key.text()))
                .map(row -> new ChunkStream(database, row, range))
                .orElseThrow(() -> new NotFoundException("Could not open " + key + ": the map has no row for it"));
    }

    @Override
    public Optional<StoredBlob> stat(BlobKey key) {
        return Optional.ofNullable(database().rows().get(key.text())).map(Row::blob);
    }

    @Override
    public Stream<StoredBlob> list(BlobListing listing) {
        return database().list(listing);
    }

    @Override
    public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
        return Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
        uploads.forEach(BlobUpload::close);
    }

    private Database database() {
        if (closed) {
            throw new IllegalStateException("the sink is closed");
        }
        return database;
    }
}
