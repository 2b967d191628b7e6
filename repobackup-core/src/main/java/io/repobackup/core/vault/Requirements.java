package io.repobackup.core.vault;

import java.util.Set;

/**
 * Features of the format that a program must know before it may do something with what requires them. Fields that a
 * program does not know are otherwise ignored.
 *
 * <p><i>Immutable.</i>
 *
 * @param read to read it
 * @param append to append after it
 * @param prune to remove anything that it names
 */
public record Requirements(Set<String> read, Set<String> append, Set<String> prune) {

    private static final Requirements NONE = new Requirements(Set.of(), Set.of(), Set.of());

    /** Takes copies. */
    public Requirements {
        read = Set.copyOf(read);
        append = Set.copyOf(append);
        prune = Set.copyOf(prune);
    }

    /** Nothing beyond format version 1. */
    public static Requirements none() {
        return NONE;
    }
}
