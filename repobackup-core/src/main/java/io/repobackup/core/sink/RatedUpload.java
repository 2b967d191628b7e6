package io.repobackup.core.sink;

import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.StoredBlob;
import java.nio.ByteBuffer;

/**
 * An upload that is written no faster than a rate allows. <i>Confined to one thread at a time.</i>
 *
 * @param upload the upload
 * @param rate the rate
 */
record RatedUpload(BlobUpload upload, Rate rate) implements BlobUpload {

    @Override
    public void write(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int piece = rate.piece(bytes.remaining());
            rate.take(piece);
            upload.write(bytes.slice(bytes.position(), piece));
            bytes.position(bytes.position() + piece);
        }
    }

    @Override
    public StoredBlob commit() {
        return upload.commit();
    }

    @Override
    public void close() {
        upload.close();
    }
}
