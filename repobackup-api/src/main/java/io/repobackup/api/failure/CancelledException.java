package io.repobackup.api.failure;

/**
 * The work was stopped on request: by an interrupt, by {@code Run.cancel()} or by a time budget. Nothing is wrong; run
 * it again when it suits.
 */
public final class CancelledException extends RepobackupException {

    private static final long serialVersionUID = 1L;

    /** A failure seen here; the message says what was attempted, what was seen and what to do. */
    public CancelledException(String message) {
        super(message, null);
    }

    /** A failure with the exception that showed it. */
    public CancelledException(String message, Throwable cause) {
        super(message, cause);
    }
}
