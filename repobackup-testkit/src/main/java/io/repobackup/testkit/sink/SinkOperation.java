package io.repobackup.testkit.sink;

/** The calls of a sink and of its uploads that a {@link FaultySink} counts and spoils. */
public enum SinkOperation {
    /** {@code BlobSink.putIfAbsent}. */
    PUT,
    /** {@code BlobSink.begin}. */
    BEGIN,
    /** {@code BlobUpload.write}. */
    WRITE,
    /** {@code BlobUpload.commit}. */
    COMMIT,
    /** {@code BlobSink.open}. */
    OPEN,
    /** {@code BlobSink.stat}. */
    STAT,
    /** {@code BlobSink.list}. */
    LIST
}
