package io.repobackup.testkit.sink;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A blob with its bytes. <i>Immutable</i>: nobody changes the array. */
final class MemoryBlob {

    private final StoredBlob description;
    private final byte[] bytes;

    private MemoryBlob(StoredBlob description, byte[] bytes) {
        this.description = description;
        this.bytes = bytes;
    }

    /** A blob, whose digest is computed now and never again. */
    static MemoryBlob of(BlobKey key, @Nullable String version, byte[] bytes, Instant storedAt) {
        return described(key, Optional.ofNullable(version), bytes, storedAt);
    }

    BlobKey key() {
        return description.key();
    }

    byte[] bytes() {
        return bytes;
    }

    MemoryBlob with(byte[] other) {
        return described(key(), description.version(), other, description.storedAt());
    }

    boolean is(StoredBlob described) {
        return described.version().equals(description.version());
    }

    StoredBlob description() {
        return description;
    }

    private static MemoryBlob described(BlobKey key, Optional<String> version, byte[] bytes, Instant storedAt) {
        StoredBlob description = new StoredBlob(key, version, bytes.length, Optional.of(Sha256.of(bytes)), storedAt);
        return new MemoryBlob(description, bytes);
    }
}
