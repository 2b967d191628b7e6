package io.repobackup.testkit.sink;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.StoredBlob;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A blob on its way into memory. <i>Confined to one thread at a time</i>, except that its sink may close it. */
final class MemoryUpload implements BlobUpload {

    private final MemoryStore store;
    private final BlobKey key;
    private final Set<MemoryUpload> unfinished;
    private final Consumer<StoredBlob> stored;
    private final String id;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private @Nullable StoredBlob committed;
    private volatile boolean closed;

    MemoryUpload(MemoryStore store, BlobKey key, Set<MemoryUpload> unfinished, Consumer<StoredBlob> stored) {
        this.store = store;
        this.key = key;
        this.unfinished = unfinished;
        this.stored = stored;
        this.id = store.beginUpload(key);
        unfinished.add(this);
    }

    @Override
    public void write(ByteBuffer bytes) {
        requireOpen();
        if (committed != null) {
            throw new IllegalStateException("the upload of " + key + " was committed");
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        content.writeBytes(copy);
    }

    @Override
    public StoredBlob commit() {
        requireOpen();
        if (committed == null) {
            committed = publish();
        }
        return committed;
    }

    @Override
    public void close() {
        closed = true;
        store.endUpload(id);
        unfinished.remove(this);
    }

    private StoredBlob publish() {
        if (!store.endUpload(id)) {
            throw new NotFoundException("Committing the upload of " + key
                    + " to the sink in memory: it was aborted; upload the blob again under a fresh key");
        }
        unfinished.remove(this);
        StoredBlob blob = store.put(key, content.toByteArray());
        stored.accept(blob);
        return blob;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the upload of " + key + " was closed");
        }
    }
}
