package io.repobackup.core.git;

import io.repobackup.api.failure.UnavailableException;

/** A pack that broke off on its way. Never leaves the package. */
final class BrokenPackException extends Exception {

    private static final long serialVersionUID = 1L;

    private final UnavailableException failure;
    private final long received;

    BrokenPackException(UnavailableException failure, long received) {
        super(failure);
        this.failure = failure;
        this.received = received;
    }

    UnavailableException failure() {
        return failure;
    }

    /** How many bytes had come. */
    long received() {
        return received;
    }
}
