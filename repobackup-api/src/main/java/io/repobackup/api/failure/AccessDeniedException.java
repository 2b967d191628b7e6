package io.repobackup.api.failure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The other side knows who asks and refuses, or refuses to know: wrong or expired credentials, a missing permission.
 * Renew the credentials or grant the {@linkplain #permission() permission}; retrying will not help.
 */
public final class AccessDeniedException extends RepobackupException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String permission;

    /** A refusal whose missing permission is unknown. */
    public AccessDeniedException(String message) {
        super(message, null);
        this.permission = null;
    }

    /** A refusal shown by another exception. */
    public AccessDeniedException(String message, Throwable cause) {
        super(message, cause);
        this.permission = null;
    }

    /** A refusal that names what is missing, in the other side's own words, such as {@code issues:read}. */
    public AccessDeniedException(String message, String permission) {
        super(message, null);
        this.permission = permission;
    }

    /** The permission that is missing, where the other side named it. */
    public Optional<String> permission() {
        return Optional.ofNullable(permission);
    }
}
