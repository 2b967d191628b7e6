package io.repobackup.github.crawl;

import io.repobackup.http.paging.Page;
import io.repobackup.http.paging.PageMarks;
import io.repobackup.http.paging.Pages;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a list in the order of changes holds from a time on: one page; or several, where a single second fills more than
 * one, as after an import. <i>Immutable.</i>
 *
 * @param entries what was listed, in the order of changes
 * @param marks by what to recognise the page
 * @param isUnchanged whether the host says that it is as it was
 * @param isLast whether nothing follows
 */
record Stretch(List<Entry> entries, PageMarks marks, boolean isUnchanged, boolean isLast) {

    /** An item that changes while its page is made shows a time that lies ahead of its place; not so many at once do. */
    private static final int AHEAD_OF_THEIR_PLACE = 5;

    private static final int MOST_PASSES = 4;

    static Stretch read(Visit visit, ListedKind list, @Nullable Instant since, PageMarks known) {
        String path = since == null ? list.list() : list.list() + "&since=" + since;
        Pages<ListPage> pages = visit.pages(path, known);
        Page<ListPage> first = visit.next(pages);
        List<Entry> entries = first.content().map(ListPage::entries).orElse(List.of());
        Stretch page = new Stretch(entries, pages.marks(), first.isUnchanged(), first.isLast());
        return page.isUnchanged || page.isLast || page.leadsBeyond(since)
                ? page
                : page.crowded(visit, path, list, since);
    }

    /** Until when everything was listed, while more follows. */
    Instant end() {
        return entries.stream()
                .skip(Math.max(0, entries.size() - AHEAD_OF_THEIR_PLACE))
                .map(Entry::updated)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** From when on to go on. A host may list what changed at the time that it is asked for, or only what is later. */
    Instant next() {
        return end().minusSeconds(1);
    }

    private boolean leadsBeyond(@Nullable Instant since) {
        return !entries.isEmpty() && (since == null || next().isAfter(since));
    }

    /** Within one second the pages shift when an item leaves it: they are read until they bring nothing more. */
    private Stretch crowded(Visit visit, String path, ListedKind list, @Nullable Instant since) {
        Map<String, Entry> all = new LinkedHashMap<>();
        Stretch soFar = this;
        int before = -1;
        for (int pass = 0; pass < MOST_PASSES && before < all.size(); pass++) {
            before = all.size();
            soFar = pass(visit.pages(path, PageMarks.none()), visit, list, all, since);
        }
        return soFar;
    }

    private static Stretch pass(
            Pages<ListPage> pages, Visit visit, ListedKind list, Map<String, Entry> all, @Nullable Instant since) {
        Stretch soFar = new Stretch(List.of(), PageMarks.none(), false, false);
        while (!soFar.isLast && !soFar.leadsBeyond(since)) {
            Page<ListPage> page = visit.next(pages);
            page.content().orElseThrow().entries().forEach(entry -> all.put(list.idOf(entry), entry));
            soFar = new Stretch(List.copyOf(all.values()), PageMarks.none(), false, page.isLast());
        }
        return soFar;
    }
}
