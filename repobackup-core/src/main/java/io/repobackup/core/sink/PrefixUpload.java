package io.repobackup.core.sink;

import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.StoredBlob;
import java.nio.ByteBuffer;

/**
 * An upload into a folder. <i>Confined to one thread at a time.</i>
 *
 * @param upload the upload to the store
 * @param prefix the folder
 */
record PrefixUpload(BlobUpload upload, Prefix prefix) implements BlobUpload {

    @Override
    public void write(ByteBuffer bytes) {
        upload.write(bytes);
    }

    @Override
    public StoredBlob commit() {
        return prefix.inside(upload.commit());
    }

    @Override
    public void close() {
        upload.close();
    }
}
