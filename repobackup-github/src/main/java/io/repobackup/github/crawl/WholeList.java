package io.repobackup.github.crawl;

import io.repobackup.api.capture.SegmentWriter;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.Sha256;
import io.repobackup.http.paging.Page;
import io.repobackup.http.paging.PageMarks;
import io.repobackup.http.paging.Pages;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A list that the host gives whole every time, and that is written again when anything in it changed. What vanishes from a
 * page moves entries of later pages to pages that were already read; so a list of several pages is read until its pages
 * hold the same entries twice in a row, which costs nothing of the budget where pages are recognised.
 *
 * <p>Requests: p for p pages that are all as they were, recognised by their tags; p for one page or the first time, and at
 * most 2p when some of several changed; and p more, recognised by their tags, for several pages.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class WholeList {

    private static final int MOST_READINGS = 4;

    private final Visit visit;
    private final ListedKind list;
    private final Essence essence;
    private final Consumer<Collection<Entry>> follower;

    /** @param follower is told the entries when they are written */
    public WholeList(Visit visit, ListedKind list, Essence essence, Consumer<Collection<Entry>> follower) {
        this.visit = visit;
        this.list = list;
        this.essence = essence;
        this.follower = follower;
    }

    /** Makes the list all that is known of its kind, unless it is as it was; then the same state is returned. */
    public WholeState run(WholeState before) {
        Whole reading = read(before.marks());
        if (reading.isUnchanged) {
            return before;
        }
        if (!reading.isComplete) {
            reading = read(PageMarks.none());
        }
        reading = settled(reading);
        Map<String, Entry> entries = reading.byId(list);
        String digest = digest(entries);
        if (digest.equals(before.digest())) {
            return before;
        }
        replace(entries);
        follower.accept(entries.values());
        return new WholeState(reading.marks, digest);
    }

    private Whole settled(Whole first) {
        Whole last = first;
        for (int readings = 1; readings < MOST_READINGS; readings++) {
            if (last.pages.size() == 1) {
                return last;
            }
            Whole again = read(last.marks);
            if (again.agreesWith(last, list)) {
                return last;
            }
            last = again.isComplete ? again : read(PageMarks.none());
        }
        throw new UnavailableException("The " + list.kind() + " of "
                + visit.subject().name() + " changed each time that they were read; nothing was written: run again");
    }

    private Whole read(PageMarks known) {
        Pages<ListPage> pages = visit.pages(list.list(), known);
        Map<String, List<Entry>> read = new LinkedHashMap<>();
        boolean isComplete = true;
        boolean isUnchanged = true;
        while (pages.hasNext()) {
            Page<ListPage> page = visit.next(pages);
            isComplete &= !page.isUnchanged();
            isUnchanged &= page.isUnchanged();
            read.put(
                    page.uri().toString(), page.content().map(ListPage::entries).orElse(List.of()));
        }
        return new Whole(read, pages.marks(), isComplete, isUnchanged);
    }

    private String digest(Map<String, Entry> entries) {
        MessageDigest sum = Sha256.digest();
        entries.values().forEach(entry -> essence.add(entry.json(), sum));
        return Sha256.from(sum).hex();
    }

    private void replace(Map<String, Entry> entries) {
        try (SegmentWriter segment = visit.context().replacement(list.kind())) {
            entries.forEach((id, entry) -> segment.put(id, entry.json()));
            segment.commit();
        }
        visit.context().progress(entries.size(), entries.size(), list.kind());
    }

    /** All pages, of which those that were recognised are empty. */
    private record Whole(Map<String, List<Entry>> pages, PageMarks marks, boolean isComplete, boolean isUnchanged) {

        Map<String, Entry> byId(ListedKind list) {
            Map<String, Entry> byId = new TreeMap<>();
            pages.values().forEach(entries -> entries.forEach(entry -> byId.put(list.idOf(entry), entry)));
            return byId;
        }

        boolean agreesWith(Whole earlier, ListedKind list) {
            return pages.keySet().equals(earlier.pages.keySet())
                    && pages.entrySet().stream()
                            .allMatch(page -> page.getValue().isEmpty()
                                    || ids(page.getValue(), list)
                                            .equals(ids(earlier.pages.getOrDefault(page.getKey(), List.of()), list)));
        }

        private static List<String> ids(List<Entry> entries, ListedKind list) {
            List<String> ids = new ArrayList<>();
            entries.forEach(entry -> ids.add(list.idOf(entry)));
            return ids;
        }
    }
}
