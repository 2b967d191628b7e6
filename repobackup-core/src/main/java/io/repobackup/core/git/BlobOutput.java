package io.repobackup.core.git;

import io.repobackup.core.vault.BlobWriter;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A stream into a blob. Closing it neither commits nor drops the blob. */
final class BlobOutput extends OutputStream {

    private final BlobWriter blob;

    BlobOutput(BlobWriter blob) {
        this.blob = blob;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        blob.write(ByteBuffer.wrap(bytes, offset, length));
    }
}
