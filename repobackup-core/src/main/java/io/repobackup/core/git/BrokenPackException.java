package io.repobackup.core.git;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.git.connection.FailedAnswerException;
import io.repobackup.core.git.wire.RemoteErrorException;

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

    /** Whether the host said that it cannot go on; else the connection may have been cut. */
    boolean isSaid() {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RemoteErrorException
                    || (cause instanceof FailedAnswerException failed && failed.isOfTheHost())) {
                return true;
            }
        }
        return false;
    }
}
