package io.repobackup.core.git;

import io.repobackup.api.failure.UnavailableException;

/** A host that cannot give all of what it was asked for, however often it is asked. Never leaves the package. */
final class StuckException extends Exception {

    private static final long serialVersionUID = 1L;

    private final UnavailableException failure;

    private final boolean said;

    StuckException(UnavailableException failure, boolean said) {
        super(failure);
        this.failure = failure;
        this.said = said;
    }

    /** Whether the host itself said so. */
    boolean isSaid() {
        return said;
    }

    UnavailableException failure() {
        return failure;
    }
}
