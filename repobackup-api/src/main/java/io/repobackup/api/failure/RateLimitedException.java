package io.repobackup.api.failure;

import java.time.Instant;

/** The host asks for a pause. Nothing is wrong; go on at {@link #retryAt()}, not earlier, with the same credential. */
public final class RateLimitedException extends RepobackupException {

    private static final long serialVersionUID = 1L;

    private final Instant retryAt;

    /**
     * A pause that the host asked for.
     *
     * @param retryAt when the next request may be sent, by this machine's clock
     */
    public RateLimitedException(String message, Instant retryAt) {
        super(message, null);
        this.retryAt = retryAt;
    }

    /** When the next request may be sent, by this machine's clock. */
    public Instant retryAt() {
        return retryAt;
    }
}
