package io.repobackup.http;

/**
 * Hears what a client does. Called on the thread of the request, so it must be quick; what it throws is logged and harms
 * no request.
 *
 * <p><i>Thread-safe.</i>
 */
@FunctionalInterface
public interface HttpListener {

    /** Something happened. */
    void on(HttpEvent event);

    /** A listener that hears nothing. */
    static HttpListener none() {
        return event -> {};
    }
}
