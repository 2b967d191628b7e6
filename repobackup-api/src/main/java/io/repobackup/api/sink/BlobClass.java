package io.repobackup.api.sink;

/** Who must be able to read a blob, and how soon; encryption and storage tiers follow it. */
public enum BlobClass {
    /** Readable by anyone with access to the store; never encrypted: signposts. */
    PLAIN,
    /** Read by every later run; hot, readable with the state key. */
    STATE,
    /** Read by restores only; may be cold, readable with a recovery key. */
    DATA
}
