package io.repobackup.core.vault;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** A blob on its way to a sink. <i>Confined to one thread at a time.</i> */
final class SinkBlobWriter implements BlobWriter {

    private static final int COMMIT_ATTEMPTS = 4;

    private final BlobKey key;
    private final BlobUpload upload;
    private final MessageDigest digest = Sha256.digest();
    private long size;

    SinkBlobWriter(BlobSink sink, BlobKey key, BlobClass blobClass) {
        this.key = key;
        this.upload = sink.begin(key, BlobOptions.of(blobClass));
    }

    @Override
    public void write(ByteBuffer bytes) {
        size += bytes.remaining();
        digest.update(bytes.duplicate());
        upload.write(bytes);
    }

    @Override
    public BlobRef commit() {
        Sha256 plain = Sha256.from(digest);
        StoredBlob stored = commitUpload();
        return new BlobRef(key, stored.sizeInBytes(), storedDigest(stored, plain), size, plain);
    }

    @Override
    public void close() {
        upload.close();
    }

    private StoredBlob commitUpload() {
        for (int attempt = 1; ; attempt++) {
            try {
                return upload.commit();
            } catch (OutcomeUnknownException e) {
                if (attempt == COMMIT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** A store that keeps the bytes as they are may not know their digest; one that changes them must. */
    private Sha256 storedDigest(StoredBlob stored, Sha256 plain) {
        if (stored.sha256().isPresent()) {
            return stored.sha256().get();
        }
        if (stored.sizeInBytes() != size) {
            throw new MisconfiguredException("The store keeps " + key + " in " + stored.sizeInBytes() + " bytes instead"
                    + " of " + size + " and does not tell their SHA-256, so no record can pin it; use a sink that"
                    + " tells the digest of what it stores");
        }
        return plain;
    }
}
