package io.repobackup.core.backup;

import java.time.Instant;
import java.util.Optional;

/**
 * A run that goes on in the background.
 *
 * <p><i>Thread-safe.</i>
 *
 * @param <R> its report
 */
public interface Run<R> {

    /**
     * Waits for the end.
     *
     * @throws io.repobackup.api.failure.RepobackupException what kept the run from taking place at all: an unusable
     *     vault, a source without an inventory
     * @throws io.repobackup.api.failure.CancelledException when the waiting thread was interrupted; the run goes on
     */
    R join();

    /** Stops the run soon: what is stored stays stored, the rest ends as Cancelled. Idempotent; returns at once. */
    void cancel();

    /** When the run will end if it goes on as so far; empty while too little is known. */
    Optional<Instant> eta();
}
