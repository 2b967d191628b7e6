package io.repobackup.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import com.azure.storage.blob.specialized.BlobClientBase;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.StoredBlob;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Deletes blobs: where the account keeps versions, one version or all of a key; elsewhere the blob. What a soft delete of the
 * account keeps is beyond this. A version that everybody reads becomes an older one before it can be deleted; after that
 * nobody reads the key until it is written again, since the store makes no older version the current one by itself.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/delete-blob">Delete Blob</a>
 */
final class BlobRemoval implements Removal {

    private static final Answer REMOVED = new Answer.Removed();
    private static final Answer ABSENT = new Answer.Absent();

    private final Container container;
    private final Abilities abilities;
    private final BlobVersions versions;
    private final Together threads;

    BlobRemoval(Container container, Abilities abilities, BlobVersions versions, Together threads) {
        this.container = container;
        this.abilities = abilities;
        this.versions = versions;
        this.threads = threads;
    }

    @Override
    public Map<StoredBlob, Answer> remove(Collection<StoredBlob> blobs) {
        Map<StoredBlob, Answer> answers = new ConcurrentHashMap<>();
        threads.forEach(List.copyOf(blobs), blob -> answers.put(blob, remove(blob)));
        return answers;
    }

    private Answer remove(StoredBlob blob) {
        try {
            if (blob.version().isPresent()) {
                return removeVersion(blob);
            }
            return abilities.versions() ? removeAll(blob.key()) : removeOnly(blob.key());
        } catch (CancelledException e) {
            throw e;
        } catch (RepobackupException e) {
            return new Answer.Failed(e);
        }
    }

    private Answer removeOnly(BlobKey key) {
        try {
            return deleteCurrent(key, null);
        } catch (AccessDeniedException e) {
            return container.properties(key).flatMap(this::lockedUntil).orElseThrow(() -> e);
        }
    }

    private Answer removeVersion(StoredBlob blob) {
        BlobClientBase version = container.version(blob);
        Optional<BlobProperties> found = container.properties(blob.key(), version);
        if (found.isEmpty()) {
            return ABSENT;
        }
        Optional<Answer> locked = lockedUntil(found.get());
        if (locked.isPresent()) {
            return locked.get();
        }
        if (Boolean.TRUE.equals(found.get().isCurrentVersion())) {
            makeOlder(blob.key(), found.get().getETag());
        }
        return deleteVersion(blob.key(), version);
    }

    /** What was written over it meanwhile made it older already. */
    private void makeOlder(BlobKey key, String etag) {
        try {
            deleteCurrent(key, etag);
        } catch (ConflictException e) {
            // It is an older version now, which is all that was wanted.
            return;
        }
    }

    /** Nothing of a key that is locked in part. */
    private Answer removeAll(BlobKey key) {
        List<Listing.Item> all = versions.items(key).toList();
        Instant now = container.settings().clock().instant();
        Optional<Instant> end = all.stream()
                .flatMap(each -> Locks.end(each.item().getProperties().getImmutabilityPolicy(), now).stream())
                .max(Instant::compareTo);
        if (all.isEmpty() || end.isPresent()) {
            return end.<Answer>map(Answer.Retained::new).orElse(ABSENT);
        }
        deleteCurrent(key, null);
        all.forEach(each -> deleteVersion(
                key, container.version(key, String.valueOf(each.item().getVersionId()))));
        return REMOVED;
    }

    /** The blob that everybody reads; on condition, that it is still the one that was looked at. */
    private Answer deleteCurrent(BlobKey key, @Nullable String etag) {
        BlobRequestConditions conditions = new BlobRequestConditions().setIfMatch(etag);
        return answered(
                Step.of("Removing", key, Right.DELETE),
                () -> container
                        .blob(key)
                        .deleteWithResponse(DeleteSnapshotsOptionType.INCLUDE, conditions, null, Context.NONE));
    }

    private Answer deleteVersion(BlobKey key, BlobClientBase version) {
        return answered(
                Step.of("Removing a version of", key, Right.DELETE_VERSION),
                () -> version.deleteWithResponse(null, null, null, Context.NONE));
    }

    private Answer answered(Step step, Supplier<?> request) {
        try {
            container.failures().during(step, request);
            return REMOVED;
        } catch (NotFoundException e) {
            return ABSENT;
        }
    }

    private Optional<Answer> lockedUntil(BlobProperties properties) {
        return Locks.end(
                        properties.getImmutabilityPolicy(),
                        container.settings().clock().instant())
                .map(Answer.Retained::new);
    }
}
