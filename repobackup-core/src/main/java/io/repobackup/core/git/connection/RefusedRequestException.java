package io.repobackup.core.git.connection;

import java.io.IOException;

/** A server that refused the very first request of a conversation, and may take it after another. */
public final class RefusedRequestException extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedRequestException(String message) {
        super(message);
    }
}
