package io.repobackup.api.sink;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest (FIPS 180-4).
 *
 * <p><i>Immutable.</i>
 *
 * @param hex 64 lower-case hex digits
 */
public record Sha256(String hex) {

    private static final Pattern GRAMMAR = Pattern.compile("[0-9a-f]{64}");

    /** Refuses what is no digest. */
    public Sha256 {
        if (!GRAMMAR.matcher(hex).matches()) {
            throw new IllegalArgumentException("a SHA-256 digest is 64 lower-case hex digits, not '" + hex + "'");
        }
    }

    /** The digest of these bytes. */
    public static Sha256 of(byte[] content) {
        return from(digest(), content);
    }

    /** The digest of everything that was fed to this SHA-256 computation, which is reset by it. */
    public static Sha256 from(MessageDigest finished) {
        return new Sha256(HexFormat.of().formatHex(finished.digest()));
    }

    /** A new SHA-256 computation. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }

    private static Sha256 from(MessageDigest digest, byte[] content) {
        digest.update(content);
        return from(digest);
    }
}
