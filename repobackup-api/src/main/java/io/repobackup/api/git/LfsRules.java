package io.repobackup.api.git;

/**
 * From where the LFS objects of a repository may be fetched. They are asked of the LFS server that belongs to the
 * repository's address; whatever the repository's own settings say, in {@code .lfsconfig}, is not followed. The server
 * tells for each object where its bytes are, and this rule says which hosts that may be. What the rule refuses is
 * missing, and the outcome of the part names the host. A repository without LFS costs no request.
 */
public enum LfsRules {
    /** Not at all. What commits point to is noted all the same, so that it can be fetched once the rule is another. */
    OFF,
    /** From the repository's own host and port only. Hosts that keep objects in a store of another name need the next. */
    SAME_HOST,
    /**
     * From any host that the repository's LFS server names, without the repository's credentials; a public server cannot
     * lead to a private address.
     */
    ANY_HOST
}
