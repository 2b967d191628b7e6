package io.repobackup.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last request of an upload, which makes its blob appear. Sent again after a lost answer it first looks whether the blob
 * is there, as the one that this upload marked. <i>Confined to one thread at a time.</i>
 */
final class Publication {

    private static final String UPLOAD = "upload";

    private final Container container;
    private final BlobKey key;
    private final String mark;
    private final Sha256 digest;
    private final Supplier<StoredBlob> request;
    private @Nullable StoredBlob published;
    private boolean unknown;

    private Publication(Container container, BlobKey key, String mark, Sha256 digest, Supplier<StoredBlob> request) {
        this.container = container;
        this.key = key;
        this.mark = mark;
        this.digest = digest;
        this.request = request;
    }

    static Publication ofOnePut(
            Container container, BlobKey key, ByteBuffer bytes, Sha256 digest, BlobOptions options, long upload) {
        Map<String, String> metadata = metadata(digest, upload);
        SmallPuts puts = new SmallPuts(container);
        return new Publication(
                container, key, mark(upload), digest, () -> puts.put(key, bytes, digest, options, metadata));
    }

    static Publication ofBlocks(
            Container container,
            BlobKey key,
            List<String> ids,
            long size,
            Sha256 digest,
            BlobOptions options,
            long upload) {
        Placement placement = Placement.of(container.settings(), options, size);
        BlockBlobCommitBlockListOptions list = new BlockBlobCommitBlockListOptions(ids)
                .setMetadata(metadata(digest, upload))
                .setTier(placement.tier())
                .setImmutabilityPolicy(placement.policy())
                .setRequestConditions(new BlobRequestConditions().setIfNoneMatch(SmallPuts.ANYTHING));
        Supplier<StoredBlob> commit = () -> container
                .failures()
                .during(
                        Step.of("Committing", key, Right.WRITE).once(),
                        () -> Stored.of(
                                key,
                                container
                                        .blobOnce(key)
                                        .commitBlockListWithResponse(list, null, Context.NONE)
                                        .getValue(),
                                size,
                                digest));
        return new Publication(container, key, mark(upload), digest, commit);
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
        Optional<BlobProperties> found = container.properties(key);
        return found.filter(properties -> mark.equals(properties.getMetadata().get(UPLOAD)))
                .map(properties -> Stored.of(key, properties))
                .map(blob ->
                        new StoredBlob(key, blob.version(), blob.sizeInBytes(), Optional.of(digest), blob.storedAt()));
    }

    private static Map<String, String> metadata(Sha256 digest, long upload) {
        return Map.of(Digests.SHA256, digest.hex(), UPLOAD, mark(upload));
    }

    private static String mark(long upload) {
        return Long.toHexString(upload);
    }
}
