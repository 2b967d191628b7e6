package io.repobackup.api.sink;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a blob is to be stored.
 *
 * <p><i>Immutable</i>; the {@code with} methods return copies.
 */
public final class BlobOptions {

    private final BlobClass blobClass;
    private final @Nullable Instant retainUntil;

    private BlobOptions(BlobClass blobClass, @Nullable Instant retainUntil) {
        this.blobClass = blobClass;
        this.retainUntil = retainUntil;
    }

    /** Options for a blob of this class, without a lock of its own. */
    public static BlobOptions of(BlobClass blobClass) {
        return new BlobOptions(blobClass, null);
    }

    /**
     * The same options with a time before which the store must refuse removal; ignored by sinks without {@link Retention}. A
     * sink with a duration of its own takes the later end.
     */
    public BlobOptions withRetainUntil(Instant time) {
        return new BlobOptions(blobClass, time);
    }

    /** Who must be able to read the blob. */
    public BlobClass blobClass() {
        return blobClass;
    }

    /** Before what time the store must refuse removal. */
    public Optional<Instant> retainUntil() {
        return Optional.ofNullable(retainUntil);
    }
}
