package io.repobackup.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.StoredBlob;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/** The requests that make a blob appear: each is sent once, and only stores where nothing is. <i>Thread-safe.</i> */
final class Puts {

    private static final BlobRequestConditions ONLY_WHERE_NOTHING_IS = new BlobRequestConditions().setIfNoneMatch("*");

    private final Container container;
    private final Placing placing;
    private volatile boolean proved;

    Puts(Container container, Placing placing) {
        this.container = container;
        this.placing = placing;
    }

    /** Puts under a key for which others may race; shows first that the store decides races. */
    StoredBlob putIfAbsent(BlobKey key, ByteBuffer bytes, BlobOptions options) {
        Finished blob = new Finished(key, Digests.sha256(bytes), options, "");
        StoredBlob stored = put(blob, bytes);
        if (!proved) {
            prove(blob, bytes);
        }
        return stored;
    }

    /** All of a blob in one request. */
    StoredBlob put(Finished blob, ByteBuffer bytes) {
        int size = bytes.remaining();
        Placing.Placement placement = placing.of(blob.options(), size);
        BlockBlobSimpleUploadOptions request = new BlockBlobSimpleUploadOptions(Content.of(bytes))
                .setContentMd5(Digests.md5(bytes))
                .setMetadata(blob.metadata())
                .setTier(placement.tier())
                .setImmutabilityPolicy(placement.lock())
                .setRequestConditions(ONLY_WHERE_NOTHING_IS);
        return send(
                "Putting",
                blob,
                size,
                at -> at.uploadWithResponse(request, null, Context.NONE).getValue());
    }

    /** A blob of blocks that were sent before. */
    StoredBlob commit(Finished blob, List<String> blocks, long size) {
        Placing.Placement placement = placing.of(blob.options(), size);
        BlockBlobCommitBlockListOptions request = new BlockBlobCommitBlockListOptions(blocks)
                .setMetadata(blob.metadata())
                .setTier(placement.tier())
                .setImmutabilityPolicy(placement.lock())
                .setRequestConditions(ONLY_WHERE_NOTHING_IS);
        return send(
                "Committing",
                blob,
                size,
                at -> at.commitBlockListWithResponse(request, null, Context.NONE)
                        .getValue());
    }

    private StoredBlob send(String doing, Finished blob, long size, Function<BlockBlobClient, BlockBlobItem> request) {
        BlockBlobItem written = container
                .failures()
                .during(
                        Step.of(doing, blob.key(), Right.WRITE).once(),
                        () -> request.apply(container.blobOnce(blob.key())));
        return Stored.of(blob, written, size);
    }

    /** The same bytes once more change nothing, whatever the store makes of them. */
    private void prove(Finished blob, ByteBuffer bytes) {
        try {
            put(blob, bytes);
        } catch (ConflictException e) {
            proved = true;
            return;
        } catch (RepobackupException e) {
            // The blob is stored; the next put will show what this one could not.
            return;
        }
        throw new MisconfiguredException("Putting " + blob.key() + " in "
                + container.settings().place()
                + " a second time: it was stored again, although If-None-Match: * forbids it; records of two writers would"
                + " overwrite each other, so use another store");
    }
}
