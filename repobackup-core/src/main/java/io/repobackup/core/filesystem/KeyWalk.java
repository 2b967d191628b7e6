package io.repobackup.core.filesystem;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.StoredBlob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Walks the folders of a sink in the order of the keys. Memory is bounded by the depth of the folders. What is no blob
 * is passed over, as is what vanishes meanwhile.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
final class KeyWalk implements Iterator<StoredBlob> {

    private static final int BATCH_SIZE = 16_384;
    private static final int CHARACTERISTICS = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL;

    private final SinkRoot root;
    private final BlobListing listing;
    private final int batchSize;
    private final Deque<FolderLevel> levels = new ArrayDeque<>();
    private boolean begun;
    private @Nullable StoredBlob next;

    KeyWalk(SinkRoot root, BlobListing listing, int batchSize) {
        this.root = root;
        this.listing = listing;
        this.batchSize = batchSize;
    }

    static Stream<StoredBlob> stream(SinkRoot root, BlobListing listing) {
        Iterator<StoredBlob> walk = new KeyWalk(root, listing, BATCH_SIZE);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(walk, CHARACTERISTICS), false);
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = advance().orElse(null);
        }
        return next != null;
    }

    @Override
    public StoredBlob next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("there are no more keys");
        }
        StoredBlob blob = next;
        next = null;
        return blob;
    }

    private Optional<StoredBlob> advance() {
        String attempt = "Listing " + listing + " in " + root;
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException(attempt + ": the thread was interrupted; run again when it suits");
        }
        try {
            begin();
            return walkToNextBlob();
        } catch (IOException e) {
            throw FileFailure.ofReading(attempt, e);
        }
    }

    private void begin() throws IOException {
        if (begun) {
            return;
        }
        begun = true;
        Path folder = listing.folder().map(root::fileOf).orElse(root.directory());
        String prefix = listing.folder().map(key -> key + "/").orElse("");
        if (root.attributes(folder).isPresent()) {
            root.refuseLinks(folder);
            levels.push(new FolderLevel(folder, prefix, listing, batchSize));
        }
    }

    private Optional<StoredBlob> walkToNextBlob() throws IOException {
        while (!levels.isEmpty()) {
            FolderLevel level = levels.peek();
            Optional<FolderEntry> entry = level.next();
            if (entry.isEmpty()) {
                levels.pop();
            } else if (entry.get().blob().isPresent()) {
                return entry.get().blob();
            } else {
                levels.push(
                        new FolderLevel(level.folder(entry.get()), entry.get().order(), listing, batchSize));
            }
        }
        return Optional.empty();
    }
}
