package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Computes object ids, one after the other. */
final class Hashing {

    private final MessageDigest digest;

    Hashing(ObjectFormat format) {
        this.digest = digest(format);
    }

    /** A new computation of the hash function. */
    static MessageDigest digest(ObjectFormat format) {
        try {
            return MessageDigest.getInstance(format == ObjectFormat.SHA1 ? "SHA-1" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1 and SHA-256", e);
        }
    }

    void begin(ObjectKind kind, long size) {
        digest.reset();
        digest.update((kind.word() + ' ' + size + '\0').getBytes(StandardCharsets.US_ASCII));
    }

    void update(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    byte[] finish() {
        return digest.digest();
    }

    byte[] id(ObjectKind kind, byte[] content) {
        begin(kind, content.length);
        return digest.digest(content);
    }
}
