package io.repobackup.github.inventory;

/** What becomes of repositories of one kind. */
public enum Choice {
    /** They are taken with the others. */
    INCLUDED,
    /** They are left out. */
    LEFT_OUT,
    /** Only they are taken. */
    ALONE;

    boolean takes(Trait trait, FoundRepository repository) {
        return this == INCLUDED || (this == ALONE) == repository.is(trait);
    }
}
