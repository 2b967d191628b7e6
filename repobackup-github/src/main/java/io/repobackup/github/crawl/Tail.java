package io.repobackup.github.crawl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest end of a list, which is read again every time because changes may become visible late: what was seen there,
 * so that nothing is written twice. <i>Confined to one thread.</i>
 */
final class Tail {

    private final Map<String, Seen> seen;
    private @Nullable String from;

    Tail(@Nullable String from, Map<String, Seen> seen) {
        this.from = from;
        this.seen = new LinkedHashMap<>(seen);
    }

    static Tail none() {
        return new Tail(null, Map.of());
    }

    @Nullable
    String from() {
        return from;
    }

    Map<String, Seen> seen() {
        return Collections.unmodifiableMap(seen);
    }

    /** Notes an item. Returns whether it was not known as it is. */
    boolean note(String id, Seen item) {
        Seen before = seen.put(id, item);
        return before == null || !before.digest().equals(item.digest());
    }

    /** Whether a place lies before what is compared. */
    boolean isBefore(String key) {
        return from != null && key.compareTo(from) < 0;
    }

    /** Everything before this place was written, and need not be remembered. Never goes back. */
    void advance(String to) {
        if (from == null || from.compareTo(to) < 0) {
            from = to;
            seen.values().removeIf(item -> item.key().compareTo(to) < 0);
        }
    }
}
