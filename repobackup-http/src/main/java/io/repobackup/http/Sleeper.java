package io.repobackup.http;

import java.time.Duration;

/**
 * Waits before a retry. Tests put a fake here, so that they take no time.
 *
 * <p><i>Thread-safe</i>: called on the thread of each request.
 */
@FunctionalInterface
public interface Sleeper {

    /**
     * Returns when this time has passed.
     *
     * @throws InterruptedException when the thread is interrupted before that
     */
    void sleep(Duration duration) throws InterruptedException;
}
