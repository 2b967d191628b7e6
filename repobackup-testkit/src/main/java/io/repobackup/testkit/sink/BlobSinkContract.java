package io.repobackup.testkit.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Uploads;
import io.repobackup.api.sink.Versions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every {@link io.repobackup.api.sink.BlobSink} promises, as tests. A test class implements {@link #openSink()}
 * and inherits them all. For each facet that the sink has, it implements the contract of the facet too, such as
 * {@link RemovalContract}; a test sees to it.
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
        extends PutContract, UploadContract, ReadContract, ListContract, KeyContract, CloseContract {

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

    /**
     * How long a blob lies in the store that has so many bytes of content: as long, unless the sink changes bytes on their way
     * as encryption does.
     */
    @Override
    default long storedSize(long contentSize) {
        return contentSize;
    }

    /** No facet goes without its contract. */
    @Test
    default void everyFacetIsPutThroughItsContract() {
        Map<Class<? extends SinkFacet>, Class<?>> contracts = Map.of(
                Removal.class, RemovalContract.class,
                Retention.class, RetentionContract.class,
                Thaw.class, ThawContract.class,
                Uploads.class, UploadsContract.class,
                Versions.class, VersionsContract.class);
        try (BlobSink sink = openSink()) {
            contracts.forEach((facet, contract) -> assertThat(sink.facet(facet).isPresent())
                    .as(
                            "whether there is a %s, against whether the test implements %s",
                            facet.getSimpleName(), contract.getSimpleName())
                    .isEqualTo(contract.isInstance(this)));
        }
    }
}
