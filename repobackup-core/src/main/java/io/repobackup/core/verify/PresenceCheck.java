package io.repobackup.core.verify;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.verify.Damage.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists the blobs of a subject and compares with those that its records name. Made after the log was read, so that what a
 * backup stores meanwhile is at most an orphan.
 */
final class PresenceCheck {

    private final Map<BlobKey, Long> listed = new HashMap<>();

    private PresenceCheck() {}

    static PresenceCheck list(TouchedKeys touched, SubjectKeys keys) {
        PresenceCheck check = new PresenceCheck();
        check.list(touched, keys.data());
        check.list(touched, keys.state());
        return check;
    }

    void compare(List<BlobRef> wanted, TouchedKeys touched, BlobReader reader) {
        for (BlobRef blob : wanted) {
            Long size = listed.get(blob.key());
            if (size == null) {
                reader.suspect(blob, Kind.MISSING_BLOB, blob.storedSize() + " bytes", "nothing");
            } else if (size != blob.storedSize() && !touched.hasVersionOf(blob)) {
                reader.suspect(blob, Kind.WRONG_SIZE, blob.storedSize() + " bytes", size + " bytes");
            }
        }
    }

    /** How many blobs are there that no record names. */
    long orphans(Set<BlobKey> named) {
        return listed.keySet().stream().filter(key -> !named.contains(key)).count();
    }

    private void list(TouchedKeys touched, BlobKey folder) {
        try (Stream<StoredBlob> blobs = touched.list(BlobListing.under(folder))) {
            blobs.forEach(blob -> listed.put(blob.key(), blob.sizeInBytes()));
        }
    }
}
