package io.repobackup.core.filesystem;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.StoredBlob;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A blob on its way. <i>Confined to one thread at a time</i>, except that its sink may close it. */
final class FileUpload implements BlobUpload {

    private final BlobKey key;
    private final PartFile part;
    private final Publisher publisher;
    private final Consumer<FileUpload> whenClosed;
    private @Nullable StoredBlob stored;
    private boolean commitTried;
    private boolean writeFailed;
    private volatile boolean closed;

    FileUpload(BlobKey key, PartFile part, Publisher publisher, Consumer<FileUpload> whenClosed) {
        this.key = key;
        this.part = part;
        this.publisher = publisher;
        this.whenClosed = whenClosed;
    }

    @Override
    public void write(ByteBuffer bytes) {
        require(!closed && !commitTried && !writeFailed);
        writeFailed = true;
        part.write(bytes);
        writeFailed = false;
    }

    @Override
    public StoredBlob commit() {
        require(!closed && !writeFailed);
        commitTried = true;
        if (stored == null) {
            stored = publisher.publish(part, key);
        }
        return stored;
    }

    @Override
    public void close() {
        closed = true;
        part.close();
        whenClosed.accept(this);
    }

    private void require(boolean usable) {
        if (!usable) {
            throw new IllegalStateException("the upload of " + key + " was "
                    + (closed ? "closed" : writeFailed ? "broken by a failed write" : "committed"));
        }
    }
}
