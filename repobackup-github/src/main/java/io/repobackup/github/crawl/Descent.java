package io.repobackup.github.crawl;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.http.paging.Page;
import io.repobackup.http.paging.PageMarks;
import io.repobackup.http.paging.Pages;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages of a list with the newest first, from the top or from where an earlier descent was cut off. <i>Confined to one thread.</i> */
final class Descent {

    private final Visit visit;
    private final ListedKind list;
    private final Newest order;
    private final ListState before;
    private final Tail known;
    private final Pages<ListPage> pages;
    private @Nullable Tail top;
    private PageMarks marks = PageMarks.none();
    private @Nullable URI at;
    private int read;
    private End end = End.NOT_YET;

    private enum End {
        NOT_YET,
        NOTHING_NEW,
        ARRIVED,
        /** The host refuses to list pages so far away from the top. */
        REFUSED
    }

    Descent(Visit visit, ListedKind list, Newest order, ListState before) {
        this.visit = visit;
        this.list = list;
        this.order = order;
        this.before = before;
        this.known = before.tail();
        @Nullable Reading reading = before.reading();
        if (reading == null) {
            this.pages = visit.pages(list.list(), before.marks());
        } else {
            this.pages = visit.pagesFrom(reading.at());
            this.top = reading.tail();
            this.marks = reading.marks();
        }
    }

    boolean goesOn() {
        return end == End.NOT_YET;
    }

    boolean isRefused() {
        return end == End.REFUSED;
    }

    /** The items of the next page that are new or changed. */
    List<Entry> next() {
        try {
            return take(visit.next(pages));
        } catch (MisconfiguredException e) {
            if (read == 0) {
                throw e;
            }
            end = End.REFUSED;
            return List.of();
        }
    }

    /** What to remember now: to go on here, or to begin at the top again. */
    ListState state() {
        if (end == End.NOTHING_NEW || top == null || at == null) {
            return before;
        }
        return end == End.NOT_YET && top.from() != null
                ? before.readingFrom(new Reading(top.from(), top.seen(), marks, at))
                : before.readUpTo(top, marks);
    }

    int read() {
        return read;
    }

    private List<Entry> take(Page<ListPage> page) {
        if (page.isUnchanged()) {
            end = End.NOTHING_NEW;
            return List.of();
        }
        List<Entry> entries = page.content().orElseThrow().entries();
        begin(entries);
        at = page.uri();
        read++;
        List<Entry> fresh = fresh(entries);
        if (page.isLast()) {
            end = End.ARRIVED;
        }
        return fresh;
    }

    private void begin(List<Entry> entries) {
        if (top == null) {
            marks = pages.marks();
            top = entries.isEmpty() ? new Tail(known.from(), Map.of()) : new Tail(order.overlap(entries), Map.of());
        }
    }

    private List<Entry> fresh(List<Entry> entries) {
        List<Entry> fresh = new ArrayList<>();
        for (Entry entry : entries) {
            Seen seen = order.seen(entry);
            String id = list.idOf(entry);
            if (top != null && !top.isBefore(seen.key())) {
                top.note(id, seen);
            }
            if (known.isBefore(seen.key())) {
                end = End.ARRIVED;
            } else if (known.note(id, seen)) {
                fresh.add(entry);
            }
        }
        return fresh;
    }
}
