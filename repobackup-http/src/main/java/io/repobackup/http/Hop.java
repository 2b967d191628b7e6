package io.repobackup.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is asked of the wire for one request, and what the wire noticed. Confined to the thread of the call. */
final class Hop {

    private final boolean publicOnly;
    private final @Nullable Duration idleTimeout;
    private boolean sent;
    private boolean inside;

    Hop(boolean publicOnly, @Nullable Duration idleTimeout) {
        this.publicOnly = publicOnly;
        this.idleTimeout = idleTimeout;
    }

    /** Whether the request must not reach an address that is not public. */
    boolean publicOnly() {
        return publicOnly;
    }

    @Nullable
    Duration idleTimeout() {
        return idleTimeout;
    }

    /** A connection stands, and the request goes out now. */
    void departs(boolean toPrivateAddress) {
        sent = true;
        inside = toPrivateAddress;
    }

    boolean sent() {
        return sent;
    }

    /** Whether the other end has a private address. */
    boolean inside() {
        return inside;
    }
}
