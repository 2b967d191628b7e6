package io.repobackup.core.sink;

import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;

/** Whether two blobs can be the same bytes, by what is told of them. */
final class Alike {

    private Alike() {}

    static boolean are(StoredBlob one, StoredBlob other) {
        return one.sizeInBytes() == other.sizeInBytes()
                && one.sha256().map(known -> mayBe(known, other)).orElse(true);
    }

    private static boolean mayBe(Sha256 digest, StoredBlob other) {
        return other.sha256().map(digest::equals).orElse(true);
    }
}
