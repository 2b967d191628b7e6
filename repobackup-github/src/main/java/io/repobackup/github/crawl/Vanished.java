package io.repobackup.github.crawl;

import io.repobackup.api.failure.UnavailableException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known and was not listed when everything was gone through. The host is asked for each of them: a list that
 * people change while it is read may leave one out. <i>Confined to one thread.</i>
 */
final class Vanished {

    /** More than these are not asked for in one capture; the next one goes through everything again. */
    static final int MOST = 200;

    private final Visit visit;
    private final ListedKind list;
    private final Writing writing;

    Vanished(Visit visit, ListedKind list, Writing writing) {
        this.visit = visit;
        this.list = list;
        this.writing = writing;
    }

    /**
     * Removes what is not among these and does not exist.
     *
     * @return whether all candidates were asked for
     * @throws UnavailableException when there are too many of them, and none has vanished
     */
    boolean removeAllBut(Set<String> listed) {
        Set<String> candidates = new TreeSet<>(visit.context().knownIds(list.kind()));
        candidates.removeAll(listed);
        List<String> gone = candidates.stream()
                .limit(MOST)
                .filter(id -> visit.isGone(list.one().apply(id)))
                .toList();
        if (gone.isEmpty() && candidates.size() > MOST) {
            throw new UnavailableException("Going through all " + list.kind() + " of "
                    + visit.subject().name() + ", the host left out " + candidates.size()
                    + " that exist; nothing was removed: try again later, and look at the host if it stays so");
        }
        writing.remove(gone);
        return candidates.size() <= MOST;
    }
}
