package io.repobackup.core.filesystem;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.SinkCapabilities;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.StoredBlob;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A sink in a directory: a key is the path of a file below it. When a put or a commit returns, the file and the
 * directories that lead to it were forced to the disk. Of writers in any number of processes that put one key, one wins,
 * because a file appears under its key by a hard link, which the system makes once. File systems without hard links are
 * therefore refused.
 *
 * <p>Bytes on their way lie in the directory {@code .uploads}, which no key can name; what a crash leaves there is found
 * through the facet {@code Uploads}. Files that are no legal key, symbolic links, pipes and the like are no blobs:
 * listings pass over them, and no symbolic link below the directory is followed. The directory is made by the first
 * write, so that reading works where nothing may be written.
 *
 * <p><i>Thread-safe.</i> Closed by whoever opened it.
 */
public final class FileSystemBlobSink implements BlobSink {

    private final SinkRoot root;
    private final BlobFiles files;
    private final Publisher publisher;
    private final Set<FileUpload> unfinished = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private FileSystemBlobSink(SinkRoot root, HardLinks links) {
        this.root = root;
        this.files = new BlobFiles(root);
        this.publisher = new Publisher(root, new DurableFolders(root), links);
    }

    /**
     * The sink in this directory, which need not exist yet.
     *
     * @throws MisconfiguredException when something else lies there
     */
    public static FileSystemBlobSink open(Path directory) {
        return open(directory, Files::createLink);
    }

    static FileSystemBlobSink open(Path directory, HardLinks links) {
        Path absolute = directory.toAbsolutePath().normalize();
        if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(absolute)) {
            throw new MisconfiguredException("Opening a sink in " + absolute
                    + ": there is something that is no directory; name a directory, which need not exist yet");
        }
        return new FileSystemBlobSink(new SinkRoot(absolute), links);
    }

    @Override
    public SinkCapabilities capabilities() {
        return SinkCapabilities.racing(SinkCapabilities.USUAL_SMALL_LIMIT_IN_BYTES);
    }

    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        requireUsable(key);
        FileUpload upload = new FileUpload(key, publisher.newPart(key), publisher, unfinished::remove);
        unfinished.add(upload);
        return upload;
    }

    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        requireUsable(key);
        if (bytes.length > capabilities().smallLimitInBytes()) {
            throw new IllegalArgumentException("Putting " + key + " in one go: " + bytes.length
                    + " bytes are more than " + capabilities().smallLimitInBytes() + "; use begin instead");
        }
        try (PartFile part = publisher.newPart(key)) {
            part.write(ByteBuffer.wrap(bytes));
            return publisher.publish(part, key);
        }
    }

    @Override
    public InputStream open(BlobKey key, ByteRange range) {
        requireUsable(key);
        return files.open(key, range);
    }

    @Override
    public Optional<StoredBlob> stat(BlobKey key) {
        requireUsable(key);
        return files.stat(key);
    }

    @Override
    public Stream<StoredBlob> list(BlobListing listing) {
        requireOpen();
        return KeyWalk.stream(root, listing);
    }

    @Override
    public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
        return Stream.of(new FileRemoval(files), new LeftBehind(root))
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    @Override
    public void close() {
        closed = true;
        unfinished.forEach(FileUpload::close);
    }

    @Override
    public String toString() {
        return "FileSystemBlobSink[" + root + "]";
    }

    private void requireUsable(BlobKey key) {
        requireOpen();
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("Using " + key + " in " + root
                    + ": the thread was interrupted before anything was done; run again when it suits");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the sink in " + root + " was closed");
        }
    }
}
