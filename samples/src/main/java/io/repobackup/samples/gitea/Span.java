package io.repobackup.samples.gitea;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The known ids of a list, in its order, and which of them a page should hold: those between the end of the page before
 * and its own end.
 */
final class Span {

    private final NavigableSet<Long> known;
    private final Comparator<Long> order;

    Span(Iterable<String> ids, Comparator<Long> order) {
        this.order = order;
        this.known = new TreeSet<>(order);
        ids.forEach(id -> known.add(Long.valueOf(id)));
    }

    boolean contains(long id) {
        return known.contains(id);
    }

    /** What a page should hold, and does not: candidates for having vanished. */
    SortedSet<Long> missing(GiteaPage page, SortedSet<Long> listed, @Nullable Long from) {
        NavigableSet<Long> expected = new TreeSet<>(from == null ? known : known.tailSet(from, false));
        if (!page.isLast()) {
            Long to = end(listed, from);
            expected.removeIf(id -> to == null || order.compare(id, to) > 0);
        }
        expected.removeAll(listed);
        return expected;
    }

    /** Up to where the list is known after a page, never less far than before it. */
    @Nullable
    Long end(SortedSet<Long> listed, @Nullable Long before) {
        if (listed.isEmpty()) {
            return before;
        }
        Long last = listed.last();
        return before == null || order.compare(last, before) > 0 ? last : before;
    }
}
