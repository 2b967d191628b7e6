package io.repobackup.azure;

import com.azure.storage.blob.models.BlobProperties;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.sink.StoredBlob;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last request of an upload, which makes its blob appear. Sent again after a lost answer it first looks whether the blob
 * is there, as the one that this upload marked. <i>Confined to one thread at a time.</i>
 */
final class Publication {

    private final Container container;
    private final Finished blob;
    private final Supplier<StoredBlob> request;
    private @Nullable StoredBlob published;
    private boolean unknown;

    Publication(Container container, Finished blob, Supplier<StoredBlob> request) {
        this.container = container;
        this.blob = blob;
        this.request = request;
    }

    StoredBlob publish() {
        if (published == null) {
            published = unknown ? own().orElseGet(this::send) : send();
        }
        return published;
    }

    private StoredBlob send() {
        try {
            return request.get();
        } catch (OutcomeUnknownException | CancelledException e) {
            unknown = true;
            throw e;
        } catch (ConflictException e) {
            // A request whose answer was lost may still have been on its way when we looked.
            if (unknown) {
                return own().orElseThrow(() -> e);
            }
            throw e;
        }
    }

    private Optional<StoredBlob> own() {
        return container.properties(blob.key()).filter(this::isMarked).map(found -> Stored.of(blob, found));
    }

    private boolean isMarked(BlobProperties found) {
        return blob.mark().equals(found.getMetadata().get(Finished.UPLOAD));
    }
}
