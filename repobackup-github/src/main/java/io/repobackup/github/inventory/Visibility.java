package io.repobackup.github.inventory;

import java.util.Locale;

/** Who may see a repository. */
public enum Visibility {
    /** Everybody. */
    PUBLIC,
    /** Whoever was given access. */
    PRIVATE,
    /** Every member of the enterprise. */
    INTERNAL;

    /** What the host calls it; what is not known counts as private. */
    static Visibility of(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "PUBLIC" -> PUBLIC;
            case "INTERNAL" -> INTERNAL;
            default -> PRIVATE;
        };
    }
}
