package io.repobackup.api.failure;

/**
 * Something else was there first: a key that must not exist exists, or a log number is taken. Read what is there, then
 * decide; sending the same request again will fail again.
 */
public final class ConflictException extends RepobackupException {

    private static final long serialVersionUID = 1L;

    /** A failure seen here; the message says what was attempted, what was seen and what to do. */
    public ConflictException(String message) {
        super(message, null);
    }

    /** A failure with the exception that showed it. */
    public ConflictException(String message, Throwable cause) {
        super(message, cause);
    }
}
