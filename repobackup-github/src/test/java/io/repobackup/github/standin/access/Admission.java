package io.repobackup.github.standin.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, or why it is not let in.
 *
 * @param status of the refusal
 * @param message of the refusal
 */
public record Admission(@Nullable Identity admitted, int status, String message) {

    static Admission to(Identity identity) {
        return new Admission(identity, 200, "");
    }

    static Admission refused(int status, String message) {
        return new Admission(null, status, message);
    }

    /** Who asks; nobody, when it is not let in. */
    public Optional<Identity> identity() {
        return Optional.ofNullable(admitted);
    }
}
