package io.repobackup.github.inventory;

/** What a repository is or has, beside its content. */
public enum Trait {
    /** Read-only. */
    ARCHIVED,
    /** Switched off by the host. */
    DISABLED,
    /** Without any push yet. */
    EMPTY,
    /** A fork of another repository. */
    FORK,
    /** Its issues are switched on. */
    ISSUES,
    /** Its wiki is switched on, which does not mean that it has a page. */
    WIKI
}
