package io.repobackup.age;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A blob that is encrypted on its way. What ends the file is written by {@link #commit()} alone. <i>Confined to one thread at a
 * time.</i>
 */
final class AgeUpload implements BlobUpload {

    private final BlobKey key;
    private final BlobUpload upload;
    private final BooleanSupplier sinkClosed;
    private final EncryptedFile file;
    private final MessageDigest digest = Sha256.digest();
    private long size;
    private @Nullable Sha256 sha256;
    private boolean broken;
    private boolean closed;

    AgeUpload(BlobKey key, BlobUpload upload, Envelope envelope, BooleanSupplier sinkClosed) {
        this.key = key;
        this.upload = upload;
        this.sinkClosed = sinkClosed;
        this.file = new EncryptedFile(envelope, this::send);
    }

    @Override
    public void write(ByteBuffer bytes) {
        require(!closed && !broken && sha256 == null && !sinkClosed.getAsBoolean());
        broken = true;
        file.write(bytes);
        broken = false;
    }

    @Override
    public StoredBlob commit() {
        require(!closed && !broken && !sinkClosed.getAsBoolean());
        if (sha256 == null) {
            broken = true;
            file.finish();
            sha256 = Sha256.from(digest);
            broken = false;
        }
        return Answers.described(upload.commit(), size, sha256);
    }

    @Override
    public void close() {
        closed = true;
        file.close();
        upload.close();
    }

    private void send(ByteBuffer bytes) {
        digest.update(bytes.duplicate());
        size += bytes.remaining();
        upload.write(bytes);
    }

    private void require(boolean usable) {
        if (!usable) {
            throw new IllegalStateException("the upload of " + key + " was "
                    + (closed || sinkClosed.getAsBoolean()
                            ? "closed"
                            : broken ? "broken by a failed write" : "committed"));
        }
    }
}
