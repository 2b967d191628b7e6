package io.repobackup.core.vault.json;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that are no JSON of the shape that was expected. It does not leave the vault: who knows the key turns it into a
 * {@link io.repobackup.api.failure.CorruptedException}.
 */
public final class MalformedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String actual;

    /** A disagreement between what was expected and what was read. */
    public MalformedException(String expected, String actual) {
        this(expected, actual, null);
    }

    /** A disagreement shown by another exception. */
    public MalformedException(String expected, String actual, @Nullable Throwable cause) {
        super(visible("expected " + expected + ", but found " + actual), cause);
        this.expected = expected;
        this.actual = actual;
    }

    private static String visible(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", " ");
    }

    /** What was expected. */
    public String expected() {
        return expected;
    }

    /** What was found instead. */
    public String actual() {
        return actual;
    }
}
