package io.repobackup.core.git;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.refs.ObjectId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A host that does not give what it was asked for, in words that came before any pack. Never leaves the package. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final UnavailableException failure;
    private final transient @Nullable ObjectId object;

    RefusedException(UnavailableException failure, Optional<ObjectId> object) {
        super(failure);
        this.failure = failure;
        this.object = object.orElse(null);
    }

    UnavailableException failure() {
        return failure;
    }

    /** Which of the wants it was; empty when the words do not say. */
    Optional<ObjectId> object() {
        return Optional.ofNullable(object);
    }
}
