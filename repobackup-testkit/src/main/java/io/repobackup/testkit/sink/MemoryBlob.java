package io.repobackup.testkit.sink;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A blob with its bytes. <i>Immutable</i>: nobody changes the array. */
final class MemoryBlob {

    private final BlobKey key;
    private final @Nullable String version;
    private final byte[] bytes;
    private final Instant storedAt;

    MemoryBlob(BlobKey key, @Nullable String version, byte[] bytes, Instant storedAt) {
        this.key = key;
        this.version = version;
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

    MemoryBlob with(byte[] other) {
        return new MemoryBlob(key, version, other, storedAt);
    }

    boolean is(StoredBlob described) {
        return described.version().equals(Optional.ofNullable(version));
    }

    StoredBlob description() {
        return new StoredBlob(key, Optional.ofNullable(version), bytes.length, Optional.of(Sha256.of(bytes)), storedAt);
    }
}
