package io.repobackup.testkit.sink;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import java.time.Instant;
import java.util.Optional;

/** A blob with its bytes. <i>Immutable</i>: nobody changes the array. */
final class MemoryBlob {

    private final BlobKey key;
    private final byte[] bytes;
    private final Instant storedAt;

    MemoryBlob(BlobKey key, byte[] bytes, Instant storedAt) {
        this.key = key;
        this.bytes = bytes;
        this.storedAt = storedAt;
    }

    BlobKey key() {
        return key;
    }

    byte[] bytes() {
        return bytes;
    }

    Instant storedAt() {
        return storedAt;
    }

    StoredBlob description() {
        return new StoredBlob(key, Optional.empty(), bytes.length, Optional.of(Sha256.of(bytes)), storedAt);
    }
}
