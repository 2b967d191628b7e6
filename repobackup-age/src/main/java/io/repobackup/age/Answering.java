package io.repobackup.age;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers a challenge with a key that is here. */
final class Answering {

    private Answering() {}

    static String answer(AgeChallenge challenge, AgeIdentity identity) {
        String name = "the challenge to " + challenge.fingerprint();
        try (DecryptedStream text =
                DecryptedStream.open(name, new ByteArrayInputStream(challenge.file()), List.of(identity))) {
            return new String(text.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }
}
