package io.repobackup.api.git;

/** From where the LFS objects of a repository may be fetched. */
public enum LfsRules {
    /** Not at all. */
    OFF,
    /** From the repository's own host only; a redirection elsewhere in the repository's settings is reported. */
    SAME_HOST,
    /** From any public host that the repository or its LFS server names. */
    ANY_HOST
}
