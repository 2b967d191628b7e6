package io.repobackup.github.crawl;

import io.repobackup.http.paging.PageMarks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One way through a list in the order of changes, of which the host gives what changed since a time: {@code
 * sort=updated&direction=asc&since=…}. Each page is asked for by the time up to which the one before it went, not by its
 * number: what changes meanwhile moves to the end of the list and is listed again there, and nothing can slip from a page
 * that is to be read to one that was. Everything before the end of a page was written, so that a killed capture goes on
 * from there.
 *
 * <p>Requests: ⌈n/94⌉ at most for n items that are new or changed, at least 1; an unchanged list is recognised by its tag.
 * When the list is gone through to find what vanished or changed without a trace: as many for all items, and 1 for each
 * that vanished.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class UpdatedCrawl {

    /** Hosts show changes late, and count in seconds: what is younger is listed again. */
    static final Duration OVERLAP = Duration.ofSeconds(60);

    private static final int SAVE_EVERY = 5;
    private static final int ROOM_FOR_MORE = 50;

    private final Visit visit;
    private final ListedKind list;
    private final Follower follower;
    private final Consumer<ListState> save;
    private final Writing writing;

    /** @param save stores what was written so far together with a state */
    public UpdatedCrawl(Visit visit, ListedKind list, Follower follower, Consumer<ListState> save) {
        this.visit = visit;
        this.list = list;
        this.follower = follower;
        this.save = save;
        this.writing = new Writing(visit, list);
    }

    /** Reads what changed, and everything when that is due. */
    public ListState run(ListState before, Duration fullEvery) {
        Instant now = visit.context().clock().instant();
        if (!before.isWhole()) {
            return first(before, now);
        }
        ListState after = changes(before, writing::put);
        if (!before.isFullDue(now, fullEvery)) {
            return after;
        }
        if (written() > 0) {
            save.accept(after);
        }
        return everything(after, now);
    }

    /** How many items were written or removed. */
    public long written() {
        return writing.written();
    }

    private ListState first(ListState before, Instant now) {
        Blocks blocks = new Blocks(Map.of());
        ListState after = changes(before, entries -> {
            writing.put(entries);
            entries.forEach(entry -> blocks.add(list.idOf(entry), entry));
        });
        blocks.end();
        return after.goneThrough(now, before.from() == null ? blocks.digests() : Map.of());
    }

    private ListState changes(ListState before, Consumer<List<Entry>> put) {
        Tail tail = before.tail();
        @Nullable Instant since = before.from() == null ? null : Instant.parse(before.from());
        Stretch stretch = Stretch.read(visit, list, since, before.marks());
        for (int pages = 1; !stretch.isUnchanged(); pages++) {
            List<Entry> fresh = fresh(stretch, tail);
            put.accept(fresh);
            follower.took(fresh);
            if (stretch.isLast()) {
                return ended(before, stretch, since, tail);
            }
            tail.advance(stretch.end().minus(OVERLAP).toString());
            saveAt(pages, before, tail);
            since = stretch.next();
            stretch = Stretch.read(visit, list, since, PageMarks.none());
        }
        return before;
    }

    private void saveAt(int pages, ListState before, Tail tail) {
        if (pages % SAVE_EVERY == 0) {
            save.accept(before.readUpTo(tail, PageMarks.none()));
        }
    }

    /** While the last page has room, the next crawl asks for it again, and the host can say that it is as it was. */
    private static ListState ended(ListState before, Stretch last, @Nullable Instant since, Tail tail) {
        Instant end = last.end().minus(OVERLAP);
        boolean hasRoom = last.entries().size() <= ROOM_FOR_MORE;
        if (last.entries().isEmpty() || (hasRoom && (since == null || !end.isBefore(since)))) {
            if (since != null) {
                tail.advance(since.toString());
            }
            return before.readUpTo(tail, last.marks());
        }
        tail.advance(end.toString());
        return before.readUpTo(tail, PageMarks.none());
    }

    private ListState everything(ListState state, Instant now) {
        Pass pass = new Pass(visit, list, follower, writing, state);
        Tail tail = Tail.none();
        Stretch stretch = Stretch.read(visit, list, null, PageMarks.none());
        pass.add(fresh(stretch, tail));
        while (!stretch.isLast()) {
            Instant since = stretch.next();
            tail.advance(since.toString());
            stretch = Stretch.read(visit, list, since, PageMarks.none());
            pass.add(fresh(stretch, tail));
        }
        return pass.end(state, now);
    }

    private List<Entry> fresh(Stretch stretch, Tail tail) {
        List<Entry> fresh = new ArrayList<>();
        for (Entry entry : stretch.entries()) {
            if (tail.note(list.idOf(entry), new Seen(entry.updated().toString(), entry.digest()))) {
                fresh.add(entry);
            }
        }
        return fresh;
    }
}
