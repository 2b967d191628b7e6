package io.repobackup.api.subject;

/** What the host lets anyone do with a repository. */
public enum Availability {
    /** Readable and written to. */
    ACTIVE,
    /** Readable, no longer written to. */
    ARCHIVED,
    /** Without any commit yet. */
    EMPTY,
    /** Switched off by the host, such as for an unpaid bill: nothing can be read. */
    DISABLED,
    /** Withheld by law or by the host's terms: nothing can be read. */
    LEGAL_BLOCK
}
