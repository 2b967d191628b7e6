package io.repobackup.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobContainerProperties;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the container was found to keep: versions, locks. Found when somebody asks, by one request for its properties, and
 * by another for its first blob where those may not be read. A container that is empty and does not tell is asked again.
 * <i>Thread-safe.</i>
 */
final class Abilities {

    private final Container container;
    private volatile @Nullable Boolean locks;
    private volatile @Nullable Boolean versions;

    Abilities(Container container) {
        this.container = container;
    }

    /** Whether single versions can be locked. */
    boolean locks() {
        if (container.settings().locking().isPresent()) {
            return true;
        }
        Boolean known = locks;
        if (known == null) {
            known = properties()
                    .map(BlobContainerProperties::isImmutableStorageWithVersioningEnabled)
                    .map(Boolean.TRUE::equals)
                    .orElse(false);
            locks = known;
        }
        return known;
    }

    /** Whether what is written over a blob leaves it as an older version. Locks need that. */
    boolean versions() {
        Boolean known = versions;
        if (known != null) {
            return known;
        }
        Optional<Boolean> found = locks() ? Optional.of(true) : ofTheFirstBlob();
        found.ifPresent(seen -> versions = seen);
        return found.orElse(false);
    }

    private Optional<BlobContainerProperties> properties() {
        return allowed(
                "Looking at the container",
                Right.READ,
                () -> container
                        .client()
                        .getPropertiesWithResponse(null, null, Context.NONE)
                        .getValue());
    }

    private Optional<Boolean> ofTheFirstBlob() {
        ListBlobsOptions first = new ListBlobsOptions()
                .setPrefix(container.settings().prefix())
                .setMaxResultsPerPage(1)
                .setDetails(new BlobListDetails().setRetrieveVersions(true));
        Optional<List<BlobItem>> found = allowed(
                "Looking for versions",
                Right.LIST,
                () -> container
                        .client()
                        .listBlobs(first, null)
                        .iterableByPage()
                        .iterator()
                        .next()
                        .getValue());
        if (found.isEmpty()) {
            return Optional.of(false);
        }
        return found.get().stream().findFirst().map(item -> item.getVersionId() != null);
    }

    /** Empty when the store refuses to tell. */
    private <T> Optional<T> allowed(String doing, Right right, Supplier<T> request) {
        try {
            return Optional.of(container.failures().during(Step.of(doing, right), request));
        } catch (AccessDeniedException | MisconfiguredException | NotFoundException e) {
            return Optional.empty();
        }
    }
}
