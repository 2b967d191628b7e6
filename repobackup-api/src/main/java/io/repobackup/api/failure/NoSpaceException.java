package io.repobackup.api.failure;

/**
 * Storage or scratch space is full, or a quota is reached. Free space or raise the quota; nothing was half-written.
 */
public final class NoSpaceException extends RepobackupException {

    private static final long serialVersionUID = 1L;

    /** A failure seen here; the message says what was attempted, what was seen and what to do. */
    public NoSpaceException(String message) {
        super(message, null);
    }

    /** A failure with the exception that showed it. */
    public NoSpaceException(String message, Throwable cause) {
        super(message, cause);
    }
}
