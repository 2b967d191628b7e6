package io.repobackup.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.ArchiveStatus;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.RehydratePriority;
import com.azure.storage.blob.options.BlobSetAccessTierOptions;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import java.time.Duration;

/**
 * Brings blobs back from the archive tier: into the hot one, where they stay until somebody or a rule of the account moves
 * them again.
 *
 * @see <a href="https://learn.microsoft.com/azure/storage/blobs/archive-rehydrate-overview">Rehydration</a>
 */
final class BlobThaw implements Thaw {

    private final Container container;

    BlobThaw(Container container) {
        this.container = container;
    }

    @Override
    public Temperature temperature(StoredBlob blob) {
        BlobProperties properties = container
                .properties(blob.key(), container.version(blob))
                .orElseThrow(() -> new NotFoundException("Looking at the tier of " + blob.key() + " in "
                        + container.settings().place() + ": there is no such blob; list what is there"));
        ArchiveStatus status = properties.getArchiveStatus();
        if (status != null && status.toString().startsWith("rehydrate-pending")) {
            return Temperature.THAWING;
        }
        return AccessTier.ARCHIVE.equals(properties.getAccessTier()) ? Temperature.FROZEN : Temperature.READABLE;
    }

    @Override
    public void thaw(StoredBlob blob, Duration readableFor) {
        if (temperature(blob) != Temperature.FROZEN) {
            return;
        }
        BlobSetAccessTierOptions hot = new BlobSetAccessTierOptions(AccessTier.HOT)
                .setPriority(
                        container.settings().thawPriority() == ThawPriority.HIGH
                                ? RehydratePriority.HIGH
                                : RehydratePriority.STANDARD);
        try {
            container
                    .failures()
                    .during(
                            Step.of("Thawing", blob.key(), Right.WRITE),
                            () -> container.version(blob).setAccessTierWithResponse(hot, null, Context.NONE));
        } catch (FrozenException e) {
            requireThawing(blob, e);
        }
    }

    /** Somebody else may have asked for it meanwhile. */
    private void requireThawing(StoredBlob blob, FrozenException refused) {
        if (temperature(blob) == Temperature.FROZEN) {
            throw refused;
        }
    }
}
