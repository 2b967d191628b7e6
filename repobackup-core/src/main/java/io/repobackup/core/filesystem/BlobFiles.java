package io.repobackup.core.filesystem;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Finds, reads and removes the files of blobs. <i>Thread-safe.</i> */
final class BlobFiles {

    private final SinkRoot root;

    BlobFiles(SinkRoot root) {
        this.root = root;
    }

    Optional<StoredBlob> stat(BlobKey key) {
        Path file = root.fileOf(key);
        try {
            return attributesOf(file).map(attributes -> described(key, attributes));
        } catch (IOException e) {
            throw FileFailure.ofReading("Looking for " + key + " in " + root, e);
        }
    }

    InputStream open(BlobKey key, ByteRange range) {
        Path file = root.fileOf(key);
        String attempt = "Reading " + key + " in " + root;
        try {
            BasicFileAttributes attributes = attributesOf(file)
                    .orElseThrow(() -> new NotFoundException(
                            attempt + ": there is no such blob; list the keys to see what there is"));
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            return new BlobStream(channel, range, attributes.size(), attempt);
        } catch (NoSuchFileException e) {
            throw new NotFoundException(attempt + ": the blob was removed at this moment", e);
        } catch (IOException e) {
            throw FileFailure.ofReading(attempt, e);
        }
    }

    /** Removes the file of a blob; false when there was none. */
    boolean remove(BlobKey key) throws IOException {
        Path file = root.fileOf(key);
        return attributesOf(file).isPresent() && Files.deleteIfExists(file);
    }

    /** The folder of a blob's file. */
    Path folderOf(BlobKey key) {
        return root.fileOf(key).resolveSibling("");
    }

    static StoredBlob described(BlobKey key, BasicFileAttributes attributes) {
        return new StoredBlob(
                key,
                Optional.empty(),
                attributes.size(),
                Optional.empty(),
                attributes.lastModifiedTime().toInstant());
    }

    /** The attributes of a regular file; empty for anything else and for nothing. */
    private Optional<BasicFileAttributes> attributesOf(Path file) throws IOException {
        Optional<BasicFileAttributes> attributes = root.attributes(file);
        if (attributes.isPresent()) {
            root.refuseLinks(file.resolveSibling(""));
        }
        return attributes.filter(BasicFileAttributes::isRegularFile);
    }
}
