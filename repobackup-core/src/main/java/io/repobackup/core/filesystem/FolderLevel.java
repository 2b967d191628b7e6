package io.repobackup.core.filesystem;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The entries of one folder in ascending order, as far as a listing wants them. A folder with more entries than are
 * kept in memory is scanned again for each further batch.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
final class FolderLevel {

    private final Path folder;
    private final String prefix;
    private final String after;
    private final int batchSize;
    private final NavigableMap<String, FolderEntry> batch = new TreeMap<>();
    private String last = "";
    private boolean more = true;

    /**
     * A folder that was not scanned yet.
     *
     * @param prefix what the keys in it begin with: nothing, or a folder with a slash
     */
    FolderLevel(Path folder, String prefix, BlobListing listing, int batchSize) {
        this.folder = folder;
        this.prefix = prefix;
        this.after = listing.after().map(BlobKey::text).orElse("");
        this.batchSize = batchSize;
    }

    Optional<FolderEntry> next() throws IOException {
        if (batch.isEmpty() && more) {
            more = false;
            FolderScan.names(folder, this::consider);
        }
        Optional<FolderEntry> next = Optional.ofNullable(batch.pollFirstEntry()).map(Map.Entry::getValue);
        next.ifPresent(entry -> last = entry.order());
        return next;
    }

    /** The path of an entry of this folder. */
    Path folder(FolderEntry entry) {
        return folder.resolve(
                entry.order().substring(prefix.length(), entry.order().length() - 1));
    }

    /** Keeps an entry if it is among the next ones; asks the system about it only where its name leaves a chance. */
    private void consider(String name) throws IOException {
        if (!isWanted(prefix + name + "/") || isBeyondBatch(prefix + name)) {
            return;
        }
        FolderScan.attributes(folder.resolve(name))
                .flatMap(attributes -> FolderEntry.of(prefix, name, attributes))
                .filter(entry -> isWanted(entry.order()))
                .ifPresent(this::keep);
    }

    private void keep(FolderEntry entry) {
        batch.put(entry.order(), entry);
        if (batch.size() > batchSize) {
            batch.pollLastEntry();
            more = true;
        }
    }

    private boolean isWanted(String order) {
        boolean holdsKeysAfter = order.endsWith("/") && after.startsWith(order);
        return order.compareTo(last) > 0 && (order.compareTo(after) > 0 || holdsKeysAfter);
    }

    private boolean isBeyondBatch(String order) {
        boolean beyond = batch.size() >= batchSize && order.compareTo(batch.lastKey()) > 0;
        more |= beyond;
        return beyond;
    }
}
