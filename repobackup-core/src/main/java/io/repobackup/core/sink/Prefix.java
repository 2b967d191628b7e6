package io.repobackup.core.sink;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.StoredBlob;

/**
 * How keys below a folder are called within it and by the store. <i>Immutable.</i>
 *
 * @param folder the folder
 */
record Prefix(BlobKey folder) {

    private static final int LONGEST_KEY = 512;

    /** What the store calls a key. */
    BlobKey outside(BlobKey inside) {
        int room = LONGEST_KEY - folder.text().length() - 1;
        if (inside.text().length() > room) {
            throw new MisconfiguredException("Cannot name " + inside + " below " + folder + ": keys have at most "
                    + LONGEST_KEY + " characters, which leaves " + room + " below it; use a shorter folder");
        }
        return folder.child(inside.text());
    }

    /** What is called so inside. */
    BlobKey inside(BlobKey outside) {
        return BlobKey.of(inside(outside.text()));
    }

    /** Whether a name of the store lies in the folder. */
    boolean holds(String outside) {
        return outside.startsWith(folder.text() + "/");
    }

    String inside(String outside) {
        return outside.substring(folder.text().length() + 1);
    }

    StoredBlob outside(StoredBlob inside) {
        return called(inside, outside(inside.key()));
    }

    StoredBlob inside(StoredBlob outside) {
        return called(outside, inside(outside.key()));
    }

    BlobListing outside(BlobListing inside) {
        BlobListing listing =
                BlobListing.under(inside.folder().map(this::outside).orElse(folder));
        return inside.after().map(this::outside).map(listing::after).orElse(listing);
    }

    private static StoredBlob called(StoredBlob blob, BlobKey key) {
        return new StoredBlob(key, blob.version(), blob.sizeInBytes(), blob.sha256(), blob.storedAt());
    }
}
