package io.repobackup.github.inventory;

import java.util.Map;

/**
 * What a list is read with.
 *
 * <p><i>Immutable.</i>
 *
 * @param names the numbers of repositories that were listed by name the last time, by these names
 * @param betweenRequests is run before each request, and throws when the reading is to end
 */
public record Asking(Map<String, Long> names, Runnable betweenRequests) {

    /** Copies the names. */
    public Asking {
        names = Map.copyOf(names);
    }
}
