package io.repobackup.api.sink;

import java.net.URI;

/**
 * Opens sinks from URLs, so that one text configures a store. Found with {@link java.util.ServiceLoader}.
 *
 * <p><i>Thread-safe and stateless.</i>
 */
public interface BlobSinkProvider {

    /** Whether this provider is the one for the URL; decided by its scheme alone. */
    boolean accepts(URI uri);

    /**
     * Opens the sink that the URL names. The caller closes it.
     *
     * @throws io.repobackup.api.failure.MisconfiguredException when the URL names no usable store; says what is wrong
     */
    BlobSink open(URI uri);
}
