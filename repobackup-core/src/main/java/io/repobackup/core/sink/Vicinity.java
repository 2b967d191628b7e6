package io.repobackup.core.sink;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import java.util.Optional;

/** What lies at a key and after it in its folder: it costs one request as the key alone does. */
final class Vicinity {

    private Vicinity() {}

    /** The listing that begins at a key, or shortly before it; empty for a key that is in no folder or has too short a name. */
    static Optional<BlobListing> from(BlobKey key) {
        String text = key.text();
        int slash = text.lastIndexOf('/');
        int end = text.length() - 1;
        while (end > slash + 1 && text.charAt(end - 1) == '.') {
            end--;
        }
        return slash < 0 || end <= slash + 1
                ? Optional.empty()
                : Optional.of(BlobListing.under(BlobKey.of(text.substring(0, slash)))
                        .after(BlobKey.of(text.substring(0, end))));
    }
}
