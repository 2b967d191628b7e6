package io.repobackup.api.failure;

/**
 * The other side does not answer properly at the moment: refused or cut connection, time-out, server error, an answer
 * that is no valid protocol. Retrying later may help.
 */
public final class UnavailableException extends RepobackupException {

    private static final long serialVersionUID = 1L;

    /** A failure seen here; the message says what was attempted, what was seen and what to do. */
    public UnavailableException(String message) {
        super(message, null);
    }

    /** A failure with the exception that showed it. */
    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
