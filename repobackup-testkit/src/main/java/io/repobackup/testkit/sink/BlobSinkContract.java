package io.repobackup.testkit.sink;

import io.repobackup.api.sink.BlobSink;

/**
 * What every {@link io.repobackup.api.sink.BlobSink} promises, as tests. A test class implements {@link #openSink()}
 * and inherits them all; facets are tested where the sink has them, and skipped with a message where it has not.
 *
 * <pre>{@code
 * class ShelfSinkTest implements BlobSinkContract {
 *     @TempDir Path shelf;
 *
 *     @Override
 *     public BlobSink openSink() {
 *         return new ShelfSink(shelf);
 *     }
 * }
 * }</pre>
 *
 * <p>The tests store about 3,000 small blobs and 120 MB, and need memory for 40 MB.
 */
public interface BlobSinkContract
        extends PutContract,
                UploadContract,
                ReadContract,
                ListContract,
                KeyContract,
                CloseContract,
                RemovalContract,
                UploadsContract {

    /** Opens an empty sink at a fresh place; called once or more in each test, which closes what it opened. */
    @Override
    BlobSink openSink();

    /**
     * Opens another sink at the place of one that {@link #openSink} gave and that is still open, as another process
     * would. Without an implementation the tests of what survives a sink are skipped, and races run within one sink.
     */
    @Override
    default BlobSink openAgain(BlobSink first) {
        return first;
    }
}
