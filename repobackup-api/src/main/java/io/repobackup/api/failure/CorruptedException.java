package io.repobackup.api.failure;

import org.jspecify.annotations.Nullable;

/**
 * Bytes are not what they must be: a digest, a size, a trailer or a structure disagrees. The {@linkplain #subject()
 * thing} must not be used; look for another copy.
 */
public final class CorruptedException extends RepobackupException {

    private static final long serialVersionUID = 1L;

    private final String subject;
    private final String expected;
    private final String actual;

    /**
     * A disagreement between what was promised and what was read.
     *
     * @param subject the key, address or object id that is damaged
     * @param expected what it had to be, such as a digest or a size in bytes
     * @param actual what was seen instead
     */
    public CorruptedException(String subject, String expected, String actual) {
        this(subject, expected, actual, null);
    }

    /** A disagreement shown by another exception. */
    public CorruptedException(String subject, String expected, String actual, @Nullable Throwable cause) {
        super(
                subject + " is damaged: expected " + expected + ", but found " + actual
                        + "; do not use it, restore from another copy or an older snapshot",
                cause);
        this.subject = PlainText.of(subject);
        this.expected = PlainText.of(expected);
        this.actual = PlainText.of(actual);
    }

    /** The key, address or object id that is damaged. */
    public String subject() {
        return subject;
    }

    /** What it had to be. */
    public String expected() {
        return expected;
    }

    /** What was seen instead. */
    public String actual() {
        return actual;
    }
}
