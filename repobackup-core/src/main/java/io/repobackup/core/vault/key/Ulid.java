package io.repobackup.core.vault.key;

import java.util.regex.Pattern;

/**
 * A fresh id: 128 bits, the first 48 of them milliseconds since 1970, in Crockford's base 32 with small letters
 * (<a href="https://github.com/ulid/spec">ULID</a>). It names things; no order is ever taken from it.
 *
 * <p><i>Immutable.</i>
 *
 * @param text 26 characters of {@code 0-9 a-z} without {@code i l o u}, the first at most {@code 7}
 */
public record Ulid(String text) {

    private static final Pattern GRAMMAR = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{25}");

    /** Refuses what is no ULID in small letters. */
    public Ulid {
        if (!isUlid(text)) {
            throw new IllegalArgumentException(
                    "an id is 26 characters of 0-9 a-z without i l o u, the first at most" + " 7, not '" + text + "'");
        }
    }

    /** Whether a text is a ULID in small letters. */
    public static boolean isUlid(String text) {
        return GRAMMAR.matcher(text).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
