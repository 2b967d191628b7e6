package io.repobackup.github.inventory;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list that was read whole.
 *
 * <p><i>Immutable.</i>
 *
 * @param owner whose list it is; empty when it is a list of names
 * @param repositories every repository once
 * @param names what to be told the next time, see {@link Asking#names}
 */
public record Found(Optional<FoundOwner> owner, List<FoundRepository> repositories, Map<String, Long> names) {

    /** Copies the collections. */
    public Found {
        repositories = List.copyOf(repositories);
        names = Map.copyOf(names);
    }
}
