package io.repobackup.core.refs;

import java.nio.charset.StandardCharsets;

/**
 * The full name of a ref. Git's ref names are bytes in no particular encoding, so nothing is decoded: each character of
 * the text stands for one byte. Ordered by unsigned bytes, as packed-refs wants it.
 *
 * <p><i>Immutable.</i>
 *
 * @param text the name, each character one byte, 1 to 65,000 of them without NUL, LF and space
 */
public record RefName(String text) implements Comparable<RefName> {

    /** Refuses what would break the files and protocols that carry ref names. */
    public RefName {
        if (text.isEmpty() || text.length() > 65_000) {
            throw new IllegalArgumentException("a ref name has 1 to 65,000 bytes, not " + text.length());
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || c == '\n' || c == ' ' || c > 0xff) {
                throw new IllegalArgumentException(
                        "a ref name holds a character that git forbids, code " + (int) c + " at " + i);
            }
        }
    }

    /** The name that these bytes spell. */
    public static RefName of(byte[] bytes) {
        return new RefName(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** The name that this text spells in UTF-8, as nearly every tool writes it. */
    public static RefName utf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The name for people and for glob rules, read as UTF-8; bytes that are none become U+FFFD. */
    public String display() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Whether the name begins with this, such as {@code refs/tags/}. */
    public boolean isUnder(String prefix) {
        return text.startsWith(prefix);
    }

    @Override
    public int compareTo(RefName other) {
        return text.compareTo(other.text);
    }

    /** The name for messages: as {@link #display()}, with U+FFFD in place of control characters. */
    @Override
    public String toString() {
        return display().replaceAll("[\\p{Cc}\\p{Cf}]", "\ufffd");
    }
}
