package io.repobackup.core.verify;

/**
 * How thoroughly a vault is looked at. Every depth reads all logs and lists all blobs; beyond that:
 *
 * <p><i>Immutable.</i>
 */
public enum Depth {
    /** What records name is listed with its size. Reads no data. */
    PRESENCE,
    /** Every byte is read and compared with its digest, catalogs and reports of runs included. */
    DIGESTS,
    /**
     * Refs and the ids that packs name are in the indexes of the packs of their snapshot. Reads indexes, sets of external
     * ids and refs, and no pack.
     */
    CONNECTED,
    /**
     * Connected, and the newest snapshot of each subject is restored into scratch, looked at with JGit, compared with its
     * record, and removed again. The vault keeps a report of it.
     */
    DRILL;

    boolean provesConnection() {
        return this == CONNECTED || this == DRILL;
    }
}
