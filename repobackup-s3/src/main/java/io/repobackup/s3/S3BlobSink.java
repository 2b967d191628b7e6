package io.repobackup.s3;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.SinkCapabilities;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.s3.Puts.Letter;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A sink in a bucket: a key is the name of an object below a prefix. Objects outside of the prefix, and those below it
 * whose names are no legal keys, are neither seen nor touched.
 *
 * <p>Of writers in any number of processes that put one key, one wins, because the store is told to put it only where
 * there is nothing. Not every store listens: the first object that a sink puts is sent once more to find out, and a store
 * that takes it twice is refused, unless a {@linkplain S3SinkBuilder#singleWriter() single writer} was promised. A sink
 * that only reads is never asked.
 *
 * <p>A blob up to one part is one request. A longer one is sent in parts, a few at a time on threads that end with the
 * upload. The memory for parts is bounded for {@linkplain S3SinkBuilder#uploadMemoryInBytes all uploads together}: who writes
 * while there is none waits. Calls end when their threads are interrupted, and when no byte moves for a while.
 *
 * <pre>{@code
 * try (BlobSink sink = S3BlobSink.builder("backups").prefix("git").region("eu-central-1").build()) {
 *     Vault vault = Vault.openOrCreate(sink);
 * }
 * }</pre>
 *
 * <p><i>Thread-safe.</i> Closed by whoever built it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/">the S3 API</a>
 */
public final class S3BlobSink implements BlobSink {

    private final Bucket bucket;
    private final Writing writing;
    private final Facets facets;
    private final LockedStores locks;
    private final Set<S3Upload> unfinished = ConcurrentHashMap.newKeySet();

    S3BlobSink(Bucket bucket, Writing writing, Facets facets) {
        this.bucket = bucket;
        this.writing = writing;
        this.facets = facets;
        this.locks = new LockedStores(bucket);
    }

    /** How many writers the store keeps apart, and by which words. */
    interface Writing {

        SinkCapabilities.Concurrency concurrency();

        StoredBlob putIfAbsent(Letter letter);

        /** What an upload is sent with, to be refused where something is. */
        Dialect likely();
    }

    /** A builder of a sink in the bucket of this name. */
    public static S3SinkBuilder builder(String bucket) {
        return new S3SinkBuilder(bucket);
    }

    @Override
    public SinkCapabilities capabilities() {
        long limit = bucket.settings().smallLimitInBytes();
        return switch (writing.concurrency()) {
            case MANY_WRITERS -> SinkCapabilities.racing(limit);
            case ONE_WRITER -> SinkCapabilities.singleWriter(limit);
        };
    }

    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        requireUsable(key);
        locks.requireLocks();
        S3Upload upload = new S3Upload(bucket, key, options, writing::likely, this::ended);
        unfinished.add(upload);
        return upload;
    }

    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        requireUsable(key);
        if (bytes.length > bucket.settings().smallLimitInBytes()) {
            throw new IllegalArgumentException("Putting " + key + " in one go: " + bytes.length
                    + " bytes are more than " + bucket.settings().smallLimitInBytes() + "; use begin instead");
        }
        locks.requireLocks();
        Content content = new Content(bytes, bytes.length);
        StoredBlob stored = writing.putIfAbsent(new Letter(key, content, content.sha256(), options, Map.of()));
        return locks.afterPut(stored, options);
    }

    @Override
    public InputStream open(BlobKey key, ByteRange range) {
        requireUsable(key);
        return new Reads(bucket).open(key, Optional.empty(), range);
    }

    @Override
    public Optional<StoredBlob> stat(BlobKey key) {
        requireUsable(key);
        return new Stats(bucket).of(key);
    }

    @Override
    public Stream<StoredBlob> list(BlobListing listing) {
        requireOpen();
        return KeyPages.stream(bucket, listing);
    }

    @Override
    public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
        requireOpen();
        return facets.find(type);
    }

    @Override
    public void close() {
        if (!bucket.calls().isClosed()) {
            unfinished.forEach(S3Upload::close);
            bucket.calls().close();
        }
    }

    @Override
    public String toString() {
        return "S3BlobSink[" + bucket.place() + "]";
    }

    private void ended(S3Upload upload) {
        unfinished.remove(upload);
        if (unfinished.isEmpty()) {
            bucket.memory().drop();
        }
    }

    private void requireUsable(BlobKey key) {
        requireOpen();
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("Using " + bucket.place().url(key)
                    + ": the thread was interrupted before anything was done; run again when it suits");
        }
    }

    private void requireOpen() {
        if (bucket.calls().isClosed()) {
            throw new IllegalStateException("the sink in " + bucket.place() + " was closed");
        }
    }

    /** A store that keeps any number of writers apart. */
    record ManyWriters(ConditionalPuts puts) implements Writing {

        @Override
        public SinkCapabilities.Concurrency concurrency() {
            return SinkCapabilities.Concurrency.MANY_WRITERS;
        }

        @Override
        public StoredBlob putIfAbsent(Letter letter) {
            return puts.put(letter);
        }

        @Override
        public Dialect likely() {
            return puts.likely();
        }
    }

    /** A store that cannot, and a promise that it need not. */
    record OneWriter(Bucket bucket) implements Writing {

        @Override
        public SinkCapabilities.Concurrency concurrency() {
            return SinkCapabilities.Concurrency.ONE_WRITER;
        }

        @Override
        public StoredBlob putIfAbsent(Letter letter) {
            if (new Stats(bucket).of(letter.key()).isPresent()) {
                throw new ConflictException(
                        "Putting " + bucket.place().url(letter.key()) + ": it exists; read what is there, then decide");
            }
            return new Puts(bucket).send(letter, Dialect.NONE);
        }

        @Override
        public Dialect likely() {
            return Dialect.NONE;
        }
    }
}
