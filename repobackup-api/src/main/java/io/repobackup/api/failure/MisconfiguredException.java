package io.repobackup.api.failure;

/**
 * A setting is wrong, and no retry will help: an address nobody can use, a directory that is no vault, a format newer
 * than this library. The message names the setting and a value that would work.
 */
public final class MisconfiguredException extends RepobackupException {

    private static final long serialVersionUID = 1L;

    /** A failure seen here; the message says what was attempted, what was seen and what to do. */
    public MisconfiguredException(String message) {
        super(message, null);
    }

    /** A failure with the exception that showed it. */
    public MisconfiguredException(String message, Throwable cause) {
        super(message, cause);
    }
}
