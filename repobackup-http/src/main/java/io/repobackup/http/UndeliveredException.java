package io.repobackup.http;

import java.io.IOException;
import okhttp3.Request;

/** A request that got no answer. Never leaves the package. */
final class UndeliveredException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Request request;
    private final boolean sent;
    private final IOException cause;

    UndeliveredException(Request request, boolean sent, IOException cause) {
        super(cause);
        this.request = request;
        this.sent = sent;
        this.cause = cause;
    }

    /** The request as it was sent, after redirects. */
    Request request() {
        return request;
    }

    /** Whether some of the request may have arrived. */
    boolean sent() {
        return sent;
    }

    IOException cause() {
        return cause;
    }
}
