package io.repobackup.api.git;

/**
 * From where the LFS objects of a repository may be fetched. Fetching them comes with a later version; until then a run
 * raises an alarm for every repository whose rule is not {@link #OFF}, so that nobody believes they are backed up.
 */
public enum LfsRules {
    /** Not at all. */
    OFF,
    /** From the repository's own host only; a redirection elsewhere in the repository's settings is reported. */
    SAME_HOST,
    /** From any public host that the repository or its LFS server names. */
    ANY_HOST
}
