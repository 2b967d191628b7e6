package io.repobackup.api.credential;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Text that must not be shown: a token, a password, a private key. {@link #toString()} never holds the content, and two
 * secrets are compared in a time that does not depend on where they differ.
 *
 * <p><i>Immutable.</i>
 */
public final class Secret {

    private final char[] value;

    private Secret(char[] value) {
        this.value = value;
    }

    /** A secret with a copy of these characters; the caller may clear its own array afterwards. */
    public static Secret of(char[] value) {
        return new Secret(value.clone());
    }

    /**
     * The content, as a copy that the caller should clear after use. Every place that reads a secret calls this method,
     * so searching for its callers finds them all.
     */
    public char[] reveal() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    /** The same for all secrets, so that it tells nothing about the content. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "Secret[]";
    }

    private byte[] bytes() {
        return StandardCharsets.UTF_8.encode(CharBuffer.wrap(value)).array();
    }
}
