package io.repobackup.samples.sink;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Writes a blob chunk by chunk, and its row at the end. <i>Confined to one thread at a time.</i> */
final class ChunkUpload implements BlobUpload {

    private final String name = UUID.randomUUID().toString();
    private final MessageDigest digest = Sha256.digest();
    private final BlobKey key;
    private final Database database;
    private final Clock storeClock;
    private final Consumer<BlobUpload> ended;

    private ByteBuffer chunk = ByteBuffer.allocate(Row.CHUNK_IN_BYTES);
    private long count;
    private long size;
    private @Nullable StoredBlob stored;
    private boolean published;
    private boolean closed;

    ChunkUpload(BlobKey key, Database database, Clock storeClock, Consumer<BlobUpload> ended) {
        this.key = key;
        this.database = database;
        this.storeClock = storeClock;
        this.ended = ended;
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (closed || stored != null) {
            throw new IllegalStateException("the upload of " + key + " is over");
        }
        while (bytes.hasRemaining()) {
            ByteBuffer part = bytes.slice().limit(Math.min(bytes.remaining(), chunk.remaining()));
            bytes.position(bytes.position() + part.limit());
            size += part.limit();
            digest.update(part.duplicate());
            chunk.put(part);
            if (!chunk.hasRemaining()) {
                flush();
            }
        }
    }

    @Override
    public StoredBlob commit() {
        if (closed) {
            throw new IllegalStateException("the upload of " + key + " is closed");
        }
        if (stored == null) {
            flush();
            stored =
                    new StoredBlob(key, Optional.empty(), size, Optional.of(Sha256.from(digest)), storeClock.instant());
        }
        Row existing = database.rows().putIfAbsent(key.text(), new Row(stored, name));
        published = existing == null || existing.upload().equals(name);
        if (!published) {
            throw new ConflictException("Could not store " + key + ": the key exists");
        }
        return stored;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ended.accept(this);
            if (!published) {
                LongStream.range(0, count).forEach(number -> database.chunks().remove(Row.chunk(name, number)));
            }
        }
    }

    private void flush() {
        database.chunks().put(Row.chunk(name, count), Arrays.copyOf(chunk.array(), chunk.position()));
        count++;
        chunk.clear();
    }
}
