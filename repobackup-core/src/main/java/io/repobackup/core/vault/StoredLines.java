package io.repobackup.core.vault;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Things that each have an id, as a record spells them: all of them, or a blob with those of some moment and what is
 * different.
 *
 * <p><i>Immutable.</i>
 *
 * @param <T> what they are: ids alone, or contents
 * @param base a blob that holds them as they were at some moment, in the format of a segment
 * @param put those that the base does not have, or has otherwise, ordered by id
 * @param removed ids that the base has and that are gone
 */
public record StoredLines<T>(Optional<BlobRef> base, List<T> put, Set<String> removed) {

    /** Takes copies. */
    public StoredLines {
        put = List.copyOf(put);
        removed = Set.copyOf(removed);
    }

    /** Nothing. */
    public static <T> StoredLines<T> none() {
        return new StoredLines<>(Optional.empty(), List.of(), Set.of());
    }
}
