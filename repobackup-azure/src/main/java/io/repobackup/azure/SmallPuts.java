package io.repobackup.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import java.nio.ByteBuffer;
import java.util.Map;

/** Puts whole blobs, each in one request that is sent once and only stores where nothing is. <i>Thread-safe.</i> */
final class SmallPuts {

    static final String ANYTHING = "*";

    private final Container container;
    private volatile boolean proved;

    SmallPuts(Container container) {
        this.container = container;
    }

    /** Puts under a key for which others may race; shows first that the store decides races. */
    StoredBlob putIfAbsent(BlobKey key, ByteBuffer bytes, BlobOptions options) {
        Sha256 digest = Digests.sha256(bytes);
        StoredBlob stored = put(key, bytes, digest, options, Digests.metadata(digest));
        if (!proved) {
            prove(key, bytes, digest, options);
        }
        return stored;
    }

    StoredBlob put(BlobKey key, ByteBuffer bytes, Sha256 digest, BlobOptions options, Map<String, String> metadata) {
        long size = bytes.remaining();
        Placement placement = Placement.of(container.settings(), options, size);
        BlockBlobSimpleUploadOptions request = new BlockBlobSimpleUploadOptions(Content.of(bytes))
                .setContentMd5(Digests.md5(bytes))
                .setMetadata(metadata)
                .setTier(placement.tier())
                .setImmutabilityPolicy(placement.policy())
                .setRequestConditions(new BlobRequestConditions().setIfNoneMatch(ANYTHING));
        BlockBlobItem written = container
                .failures()
                .during(
                        Step.of("Putting", key, Right.WRITE).once(),
                        () -> container
                                .blobOnce(key)
                                .uploadWithResponse(request, null, Context.NONE)
                                .getValue());
        return Stored.of(key, written, size, digest);
    }

    /** The same bytes once more change nothing, whatever the store makes of them. */
    private void prove(BlobKey key, ByteBuffer bytes, Sha256 digest, BlobOptions options) {
        try {
            put(key, bytes, digest, options, Digests.metadata(digest));
        } catch (ConflictException e) {
            proved = true;
            return;
        } catch (RepobackupException e) {
            // The blob is stored; the next put will show what this one could not.
            return;
        }
        throw new MisconfiguredException(
                "Putting " + key + " in " + container.settings().place()
                        + " a second time: it was stored again, although If-None-Match: * forbids it; records of two writers would"
                        + " overwrite each other, so use another store");
    }
}
