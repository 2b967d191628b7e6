package io.repobackup.core.git.wire;

import java.io.IOException;

/** An answer that is not git's protocol: another kind of server, or bytes damaged on their way. */
public final class WireException extends IOException {

    private static final long serialVersionUID = 1L;

    /** An answer that says something else than the protocol allows here; the message says what was seen. */
    WireException(String message) {
        super(PrintableText.line(message));
    }

    /** The same, with the exception that showed it. */
    WireException(String message, Throwable cause) {
        super(PrintableText.line(message), cause);
    }
}
