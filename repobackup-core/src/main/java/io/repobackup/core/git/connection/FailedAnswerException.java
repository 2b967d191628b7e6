package io.repobackup.core.git.connection;

import java.io.IOException;

/** A host that answered a request for a pack with a failure of its own, before any of the pack. */
public final class FailedAnswerException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final int INTERNAL_ERROR = 500;

    private final int status;

    FailedAnswerException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** The same in other words. */
    FailedAnswerException saying(String words) {
        return new FailedAnswerException(words, status);
    }

    /** Whether the program that makes the packs says so itself, and not a gateway that got no answer from it. */
    public boolean isOfTheHost() {
        return status == INTERNAL_ERROR;
    }
}
