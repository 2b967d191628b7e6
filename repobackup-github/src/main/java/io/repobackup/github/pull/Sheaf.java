package io.repobackup.github.pull;

import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.SegmentWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Items of one kind that belong to pull requests, and are listed whole for each of them: what is known of a pull request and
 * not listed any more is removed. <i>Confined to one thread.</i>
 */
final class Sheaf {

    private final PartContext context;
    private final String kind;
    private final NavigableSet<String> known;
    private final Map<String, byte[]> found = new LinkedHashMap<>();
    private final NavigableSet<String> gone = new TreeSet<>();

    Sheaf(PartContext context, String kind) {
        this.context = context;
        this.kind = kind;
        this.known = new TreeSet<>(context.knownIds(kind));
    }

    /** The items of a pull request by their ids. */
    void add(String number, Map<String, byte[]> items) {
        items.forEach((id, item) -> found.put(number + "/" + id, item));
    }

    /** The pull request has none but those that were added. */
    void removeOthers(String number) {
        List<String> before = List.copyOf(known.subSet(number + "/", number + "0")); // '0' follows '/'
        before.stream().filter(id -> !found.containsKey(id)).forEach(gone::add);
    }

    /** Writes what was added. */
    void write() {
        if (found.isEmpty() && gone.isEmpty()) {
            return;
        }
        try (SegmentWriter segment = context.segment(kind)) {
            gone.forEach(segment::remove);
            found.forEach(segment::put);
            segment.commit();
        }
        known.removeAll(gone);
        known.addAll(found.keySet());
        gone.clear();
        found.clear();
    }
}
