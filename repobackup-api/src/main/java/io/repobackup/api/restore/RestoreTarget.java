package io.repobackup.api.restore;

import java.util.OptionalLong;

/**
 * Where subjects are brought back to.
 *
 * <p><i>Thread-safe</i>: several subjects are restored at once, each on one thread.
 */
public interface RestoreTarget {

    /** Says, before anything is written, what would come back and how true to the original. Reads only; idempotent. */
    Fidelity assess(RestorableSubject subject);

    /** How many bytes fit, so that a restore can be refused before it begins; empty when that is unknown. Idempotent. */
    OptionalLong freeSpaceInBytes();

    /**
     * Brings one subject back. Interrupted, it may be called again with the same journal and goes on from there,
     * without writing anything twice. Never replaces what it did not write itself.
     *
     * @throws io.repobackup.api.failure.ConflictException when something else is where the subject would go
     * @throws io.repobackup.api.failure.CorruptedException when what was stored is damaged; names the key
     * @throws io.repobackup.api.failure.RepobackupException typed by what the caller can do
     */
    void restore(RestorableSubject subject, RestoreContext context);
}
