package io.repobackup.core.refs;

import java.util.HexFormat;

/**
 * The name of a git object. Ordered as git orders ids, by their bytes.
 *
 * <p><i>Immutable.</i>
 *
 * @param hex 40 (SHA-1) or 64 (SHA-256) lower-case hex digits
 */
public record ObjectId(String hex) implements Comparable<ObjectId> {

    /** Refuses what is no object id. */
    public ObjectId {
        if ((hex.length() != 40 && hex.length() != 64) || !isLowerHex(hex)) {
            throw new IllegalArgumentException("an object id is 40 or 64 lower-case hex digits");
        }
    }

    /** The id that these 20 or 32 bytes spell. */
    public static ObjectId of(byte[] bytes) {
        return new ObjectId(HexFormat.of().formatHex(bytes));
    }

    /** The 20 or 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** The hash function that made it. */
    public ObjectFormat format() {
        return hex.length() == 40 ? ObjectFormat.SHA1 : ObjectFormat.SHA256;
    }

    @Override
    public int compareTo(ObjectId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }

    private static boolean isLowerHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
