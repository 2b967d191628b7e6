package io.repobackup.age;

import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import java.util.Optional;

/** Adds to a store's answer what only the writer of the bytes knows. */
final class Answers {

    private Answers() {}

    /** The answer, with the digest of the bytes that were sent where the store keeps as many and does not tell it. */
    static StoredBlob described(StoredBlob answer, long sent, Sha256 sha256) {
        return answer.sha256().isPresent() || answer.sizeInBytes() != sent
                ? answer
                : new StoredBlob(
                        answer.key(), answer.version(), answer.sizeInBytes(), Optional.of(sha256), answer.storedAt());
    }
}
