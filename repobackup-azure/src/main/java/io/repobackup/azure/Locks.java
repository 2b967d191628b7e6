package io.repobackup.azure;

import com.azure.storage.blob.models.BlobImmutabilityPolicy;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the store says of a lock. */
final class Locks {

    private Locks() {}

    /** A lock that has an end; the SDK makes one without for every blob that has none. */
    static Optional<BlobImmutabilityPolicy> of(@Nullable BlobImmutabilityPolicy told) {
        return Optional.ofNullable(told).filter(lock -> lock.getExpiryTime() != null);
    }

    /** When it ends, if that is still to come. */
    static Optional<Instant> end(@Nullable BlobImmutabilityPolicy told, Instant now) {
        return of(told).map(lock -> lock.getExpiryTime().toInstant()).filter(now::isBefore);
    }
}
