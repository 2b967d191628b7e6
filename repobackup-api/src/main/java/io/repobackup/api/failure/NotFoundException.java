package io.repobackup.api.failure;

/**
 * What was asked for does not exist, or the credentials in use may not know that it does: hosts answer alike. Never
 * evidence of a deletion by itself.
 */
public final class NotFoundException extends RepobackupException {

    private static final long serialVersionUID = 1L;

    /** A failure seen here; the message says what was attempted, what was seen and what to do. */
    public NotFoundException(String message) {
        super(message, null);
    }

    /** A failure with the exception that showed it. */
    public NotFoundException(String message, Throwable cause) {
        super(message, cause);
    }
}
