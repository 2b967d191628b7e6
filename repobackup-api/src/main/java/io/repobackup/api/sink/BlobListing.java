package io.repobackup.api.sink;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which keys to list: all, or those below one folder, and of them only those after a given key.
 *
 * <p><i>Immutable.</i>
 */
public final class BlobListing {

    private final @Nullable BlobKey folder;
    private final @Nullable BlobKey after;

    private BlobListing(@Nullable BlobKey folder, @Nullable BlobKey after) {
        this.folder = folder;
        this.after = after;
    }

    /** Every key. */
    public static BlobListing all() {
        return new BlobListing(null, null);
    }

    /** Every key below this folder, at any depth; the folder itself is no key of the listing. */
    public static BlobListing under(BlobKey folder) {
        return new BlobListing(folder, null);
    }

    /** The same listing, beginning with the first key that is greater than this one, which need not exist. */
    public BlobListing after(BlobKey key) {
        return new BlobListing(folder, key);
    }

    /** The folder, when the listing is bound to one. */
    public Optional<BlobKey> folder() {
        return Optional.ofNullable(folder);
    }

    /** The key that comes before the first one of the listing. */
    public Optional<BlobKey> after() {
        return Optional.ofNullable(after);
    }

    /** Whether a key belongs to the listing. */
    public boolean includes(BlobKey key) {
        return (folder == null || key.isUnder(folder)) && (after == null || key.compareTo(after) > 0);
    }

    @Override
    public String toString() {
        return (folder == null ? "all keys" : "keys under " + folder) + (after == null ? "" : " after " + after);
    }
}
