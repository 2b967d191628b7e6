package io.repobackup.api.failure;

/**
 * A write was sent and its answer lost: it may have happened or not. Repeat the same call with the same bytes, or read
 * back; never clean up on the assumption that it failed.
 */
public final class OutcomeUnknownException extends RepobackupException {

    private static final long serialVersionUID = 1L;

    /** A failure seen here; the message says what was attempted, what was seen and what to do. */
    public OutcomeUnknownException(String message) {
        super(message, null);
    }

    /** A failure with the exception that showed it. */
    public OutcomeUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
