package io.repobackup.azure;

/** Who may shorten or lift a lock before its time. */
public enum RetentionMode {
    /** Whoever may set immutability policies; for trying things out, and against accidents. */
    UNLOCKED,
    /** Nobody, the owner of the account included. What is paid for such a blob is paid until its time is over. */
    LOCKED
}
