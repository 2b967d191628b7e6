package io.repobackup.api.sink;

import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Write-once object storage. What was stored under a key never changes through this interface, and a key never gets
 * other bytes. A sink retries within one part of one upload, as its store advises, and nowhere else.
 *
 * <p>Writing is atomic: a key appears with all its bytes or not at all. Reading is read-after-write: what a call has
 * stored, every later call of any process sees. Every method fails with a
 * {@link io.repobackup.api.failure.RepobackupException}: {@code AccessDenied}, {@code Unavailable}, {@code NoSpace},
 * {@code Misconfigured} and {@code Cancelled} (the calling thread was interrupted; its interrupt flag is set again)
 * everywhere, others where named. Test an implementation with {@code BlobSinkContract} of repobackup-testkit.
 *
 * <p>No key in use is a folder of another one: a caller that uses both {@code a} and {@code a/b} gets {@code Conflict}
 * for the second where the store has folders, and both where it has none.
 *
 * <p><i>Thread-safe.</i> Closed by whoever opened it.
 */
public interface BlobSink extends AutoCloseable {

    /** What this store was found to do. The same answer every time; costs no request after the first call. */
    SinkCapabilities capabilities();

    /**
     * Begins the upload of a blob of any length, in bounded memory. The caller vouches that the key is fresh: it was
     * never used before and nobody else uses it. Nothing is visible before {@link BlobUpload#commit()}.
     */
    BlobUpload begin(BlobKey key, BlobOptions options);

    /**
     * Stores a small blob under a key that does not exist yet, atomically: of any number of racing callers, in any
     * number of processes, exactly one succeeds. After an {@code OutcomeUnknown} the same call may be sent again; if it
     * had happened, the answer may then be success or {@code Conflict}, so the caller tells its own bytes by reading.
     *
     * @param bytes the content, at most {@link SinkCapabilities#smallLimitInBytes()}; read during the call only
     * @throws io.repobackup.api.failure.ConflictException when the key exists; nothing was changed
     * @throws io.repobackup.api.failure.OutcomeUnknownException when the answer was lost
     */
    StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options);

    /**
     * Opens a blob for reading. Idempotent. The caller closes the stream; reading from it may fail with the same
     * exceptions, wrapped in no other.
     *
     * @throws io.repobackup.api.failure.NotFoundException when there is no such key
     * @throws io.repobackup.api.failure.FrozenException when the blob must be thawed first
     */
    InputStream open(BlobKey key, ByteRange range);

    /** Describes a blob without reading it; empty when there is no such key. Idempotent. */
    Optional<StoredBlob> stat(BlobKey key);

    /**
     * Lists keys in ascending order of their bytes. Lazy: memory does not grow with the number of keys, and requests
     * are sent as the stream is read. A key stored or removed meanwhile may or may not appear; every other key appears
     * exactly once. Unfinished uploads never appear. The caller closes the stream.
     */
    Stream<StoredBlob> list(BlobListing listing);

    /** An extra ability of this store, when it has it. A decorator passes facets on, wraps them or hides them. */
    <F extends SinkFacet> Optional<F> facet(Class<F> type);

    /**
     * Gives back connections and threads. Publishes nothing, drops unfinished uploads. Idempotent. Every later call of
     * another method, also of an upload that was begun here, fails with {@link IllegalStateException}.
     */
    @Override
    void close();
}
