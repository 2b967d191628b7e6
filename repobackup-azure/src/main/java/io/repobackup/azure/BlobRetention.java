package io.repobackup.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobImmutabilityPolicy;
import com.azure.storage.blob.models.BlobImmutabilityPolicyMode;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.specialized.BlobClientBase;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.StoredBlob;
import java.time.Instant;
import java.util.Optional;

/**
 * Locks of single versions. A lock is read before it is set, and never set to less; where it is of the kind that may be
 * shortened, two who extend it at one moment may leave the shorter of their times.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/set-blob-immutability-policy">Set Blob Immutability
 *     Policy</a>
 */
final class BlobRetention implements Retention {

    private final Container container;

    BlobRetention(Container container) {
        this.container = container;
    }

    @Override
    public void retainAtLeast(StoredBlob blob, Instant until) {
        BlobClientBase version = container.version(blob);
        BlobProperties properties = container
                .properties(blob.key(), version)
                .orElseThrow(() -> new NotFoundException("Locking " + blob.key() + " in "
                        + container.settings().place() + ": there is no such blob; list what is there"));
        Instant wanted = Placing.wholeSeconds(until);
        Optional<BlobImmutabilityPolicy> present = Locks.of(properties.getImmutabilityPolicy());
        boolean enough = present.filter(
                        lock -> !lock.getExpiryTime().toInstant().isBefore(wanted))
                .isPresent();
        if (enough || !wanted.isAfter(container.settings().clock().instant())) {
            return;
        }
        RetentionMode mode = present.filter(lock -> lock.getPolicyMode() == BlobImmutabilityPolicyMode.LOCKED)
                .map(locked -> RetentionMode.LOCKED)
                .orElse(container.settings().lockMode());
        container
                .failures()
                .during(
                        Step.of("Locking", blob.key(), Right.LOCK),
                        () -> version.setImmutabilityPolicyWithResponse(
                                Placing.policy(mode, wanted), null, null, Context.NONE));
    }
}
