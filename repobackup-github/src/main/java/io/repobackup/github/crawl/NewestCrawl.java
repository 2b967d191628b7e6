package io.repobackup.github.crawl;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One way through a list with the newest first, down to what was seen the last time. What changes or is added meanwhile
 * moves other items to later pages, so that some are listed twice and none is left out; it is found by the next crawl,
 * which begins at the top. Only when the crawl has come down to where the last one began is anything older taken as read.
 *
 * <p>Requests: ⌈n/100⌉ for n items that are new or changed, at least 1; an unchanged list is recognised by the tag of its
 * first page.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class NewestCrawl {

    private static final int SAVE_EVERY = 5;

    private final Visit visit;
    private final ListedKind list;
    private final Newest order;
    private final Follower follower;
    private final Consumer<ListState> save;
    private final Writing writing;
    private final List<String> missing = new ArrayList<>();

    /** @param save stores what was written so far together with a state */
    public NewestCrawl(Visit visit, ListedKind list, Newest order, Follower follower, Consumer<ListState> save) {
        this.visit = visit;
        this.list = list;
        this.order = order;
        this.follower = follower;
        this.save = save;
        this.writing = new Writing(visit, list);
    }

    /** Reads what is new of things that never change, and tries again, when that is due, what the host refused to list. */
    public ListState added(ListState before, Duration retryEvery) {
        Instant now = visit.context().clock().instant();
        ListState after = changes(before, writing::put);
        if (before.isFullDue(now, retryEvery)) {
            after = refusedBefore(after);
        }
        return missing.isEmpty() ? after : after.goneThrough(now, Map.of());
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

    /** What the host does not list, one line each. */
    public List<String> missing() {
        return List.copyOf(missing);
    }

    private ListState first(ListState before, Instant now) {
        Blocks blocks = new Blocks(Map.of());
        ListState after = changes(before, entries -> {
            writing.put(entries);
            entries.forEach(entry -> blocks.add(list.idOf(entry), entry));
        });
        blocks.end();
        return after.goneThrough(now, before.reading() == null ? blocks.digests() : Map.of());
    }

    /** A crawl that was cut off began at a top which is long past: the one after it reads what came on top of that. */
    private ListState changes(ListState before, Consumer<List<Entry>> put) {
        ListState after = descend(before, put);
        return before.reading() == null ? after : descend(after, put);
    }

    private ListState descend(ListState before, Consumer<List<Entry>> put) {
        Descent descent = new Descent(visit, list, order, before);
        while (descent.goesOn()) {
            List<Entry> fresh = descent.next();
            put.accept(fresh);
            follower.took(fresh);
            if (descent.goesOn() && descent.read() % SAVE_EVERY == 0) {
                save.accept(descent.state());
            }
        }
        noteRefusal(descent);
        return descent.state();
    }

    private ListState refusedBefore(ListState state) {
        Set<String> known = visit.context().knownIds(list.kind());
        Descent descent = new Descent(visit, list, order, ListState.none());
        while (descent.goesOn()) {
            writing.put(descent.next().stream()
                    .filter(entry -> !known.contains(list.idOf(entry)))
                    .toList());
        }
        noteRefusal(descent);
        return state.withoutTime();
    }

    private ListState everything(ListState state, Instant now) {
        Pass pass = new Pass(visit, list, follower, writing, state);
        Descent descent = new Descent(visit, list, order, ListState.none());
        while (descent.goesOn()) {
            pass.add(descent.next());
        }
        noteRefusal(descent);
        return descent.isRefused() ? pass.endEarly(state, now) : pass.end(state, now);
    }

    private void noteRefusal(Descent descent) {
        if (descent.isRefused()) {
            missing.add("the " + list.kind() + " of " + visit.subject().name() + " that are older than the first "
                    + descent.read() + " pages of the list: the host refuses to list them");
        }
    }
}
