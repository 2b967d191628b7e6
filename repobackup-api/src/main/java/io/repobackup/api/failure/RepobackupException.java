package io.repobackup.api.failure;

import org.jspecify.annotations.Nullable;

/**
 * The root of every failure that repobackup reports. Unchecked; its subclasses are named by what the caller does next.
 *
 * <p>A message says what was attempted, on what, what was seen and what to do. It is one line without control characters, whatever was
 * seen, and never holds a secret.
 *
 * <p><i>Immutable</i>, apart from what {@link Throwable} allows.
 */
public abstract sealed class RepobackupException extends RuntimeException
        permits AccessDeniedException,
                BlockedException,
                CancelledException,
                ConflictException,
                CorruptedException,
                FrozenException,
                MisconfiguredException,
                NoSpaceException,
                NotFoundException,
                OutcomeUnknownException,
                RateLimitedException,
                UnavailableException {

    private static final long serialVersionUID = 1L;

    RepobackupException(String message, @Nullable Throwable cause) {
        super(PlainText.of(message), cause);
    }
}
