package io.repobackup.core.filesystem;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.StoredBlob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a blob before it has a key. They are not digested, since whoever writes them does that. Closing it removes
 * the file, not the blob that may have been made of it.
 *
 * <p><i>Confined to one thread at a time</i>, except that another may close it.
 */
final class PartFile implements AutoCloseable {

    private final Path file;
    private final String attempt;
    private final FileChannel channel;
    private @Nullable StoredBlob complete;

    private PartFile(Path file, String attempt, FileChannel channel) {
        this.file = file;
        this.attempt = attempt;
        this.channel = channel;
    }

    static PartFile create(Path file, String attempt) {
        try {
            return new PartFile(
                    file, attempt, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw FileFailure.ofWriting(attempt, file, e);
        }
    }

    Path file() {
        return file;
    }

    void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw FileFailure.ofWriting(attempt, file, e);
        }
    }

    /** Forces the bytes to the disk and describes the blob that they make; nothing can be written any more. Idempotent. */
    StoredBlob complete(BlobKey key) throws IOException {
        if (complete == null) {
            channel.force(true);
            channel.close();
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Instant written = attributes.lastModifiedTime().toInstant();
            complete = new StoredBlob(key, Optional.empty(), attributes.size(), Optional.empty(), written);
        }
        return complete;
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What stays is found as an unfinished upload; the blob, if there is one, is not harmed by it.
            return;
        }
    }
}
