package io.repobackup.core.vault.protocol;

/** A rule of docs/FORMAT.md that the actors of the model keep, or are told to break. */
enum Rule {
    /** 10.4: a record is put only where there is none. */
    PUT_IF_ABSENT,
    /** 10.4: who finds its own bytes under a key has succeeded, whichever attempt put them. */
    OWN_BYTES_ARE_SUCCESS,
    /** 10.4: a record that is built again follows the last valid record of now. */
    CHAIN_TO_THE_LAST_VALID,
    /** 10.4: nothing is appended after the commit window. */
    COMMIT_WINDOW,
    /** 10.3: blobs are stored under keys that nobody used before. */
    FRESH_KEYS,
    /** 10.2: the catalog's number is where reading the log begins, not where the log ends. */
    READ_THE_LOG_TO_ITS_END,
    /** 10.2: haves are sent only when the head's packs are listed. */
    LIST_PACKS_BEFORE_HAVES,
    /** 10.5: the packs behind the haves must be in the new head. */
    MERGE_CHECKS_THE_HAVES,
    /** 10.5: what another writer's progress holds is not done. */
    PENDING_IS_NOT_DONE,
    /** 10.6: a catalog tells of records that are there. */
    RECORD_BEFORE_CATALOG,
    /** 13: the last snapshot stays. */
    KEEP_THE_LAST_SNAPSHOT,
    /** 13: what the prune record carries forward is not condemned by it. */
    CONDEMN_NOTHING_CARRIED,
    /** 13: nothing is removed but what a record condemns. */
    CONDEMN_THROUGH_THE_LOG,
    /** 13: what was condemned is read from the log, not remembered. */
    REREAD_BEFORE_REMOVAL,
    /** 13: what a later record pins stays. */
    SPARE_WHAT_IS_PINNED_LATER,
    /** 13: condemned blobs stay for the reader grace. */
    READER_GRACE,
    /** 13: the orphans' listing is made before the log is read. */
    LIST_ORPHANS_BEFORE_THE_LOG,
    /** 13: young blobs are no orphans. */
    ORPHANS_ARE_OLD,
    /** 13: an orphan is older than two commit windows, not one. */
    ORPHANS_OUTLIVE_LATE_PUTS
}
