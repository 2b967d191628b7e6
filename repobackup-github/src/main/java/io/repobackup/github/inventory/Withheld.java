package io.repobackup.github.inventory;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.BlockedException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.subject.Availability;
import java.util.Optional;
import java.util.Set;

/**
 * Why nothing can be read of a repository that is listed. It is not gone: the last good backup counts.
 *
 * <p><i>Immutable.</i>
 *
 * @param kind by whom it is withheld
 * @param notice the host's reason, or the address of its notice
 */
public record Withheld(Kind kind, String notice) {

    /** By whom something is withheld. */
    public enum Kind {
        /** By law, or by the host's terms. */
        BLOCKED,
        /** By the host, which switched the repository off. */
        DISABLED,
        /** From this identity. */
        FORBIDDEN
    }

    private static final String TRADE = "TRADE_RESTRICTION";

    /** What the list itself says: empty for most. */
    static Optional<Withheld> by(Set<Trait> traits, String lock) {
        if (lock.equals(TRADE)) {
            return Optional.of(new Withheld(Kind.BLOCKED, "GitHub locked the repository: " + lock));
        }
        String reason = lock.isEmpty() ? "" : ": " + lock;
        return traits.contains(Trait.DISABLED)
                ? Optional.of(new Withheld(
                        Kind.DISABLED, "GitHub has switched the repository off" + reason + "; ask its support"))
                : Optional.empty();
    }

    /** What the repository is to its reader. */
    public Availability availability() {
        return switch (kind) {
            case BLOCKED -> Availability.LEGAL_BLOCK;
            case DISABLED -> Availability.DISABLED;
            case FORBIDDEN -> Availability.ACTIVE;
        };
    }

    /** The failure of whoever reads a part of it all the same. */
    public RepobackupException failure(String part) {
        String message = "The " + part + " cannot be read: " + notice;
        return kind == Kind.FORBIDDEN
                ? new AccessDeniedException(message, "access to the repository")
                : new BlockedException(message, notice);
    }
}
