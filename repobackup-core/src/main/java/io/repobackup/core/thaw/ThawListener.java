package io.repobackup.core.thaw;

import io.repobackup.api.failure.RepobackupException;
import java.time.Instant;

/**
 * Hears how waiting for cold blobs goes on. Called on the waiting thread; what it throws is passed over.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
@FunctionalInterface
public interface ThawListener {

    /**
     * The store was looked at, and not everything can be read yet.
     *
     * @param blobs how many are left at most: of many that are left only some are looked at each time
     * @param bytes how much they are
     * @param next when the store is looked at again
     */
    void waiting(long blobs, long bytes, Instant next);

    /** The store did not answer; it is asked again next time. */
    default void unanswered(RepobackupException why) {}
}
