package io.repobackup.benchmarks;

import io.repobackup.age.AgeIdentity;
import io.repobackup.api.credential.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Files with age keys. */
final class Keys {

    private Keys() {}

    static AgeIdentity generate(Path file) {
        AgeIdentity key = AgeIdentity.generate();
        try {
            Files.writeString(file, CharBuffer.wrap(key.keyFile(Instant.EPOCH).reveal()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return key;
    }

    static AgeIdentity read(Path file) {
        try {
            return AgeIdentity.parse(Secret.of(Files.readString(file).toCharArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
