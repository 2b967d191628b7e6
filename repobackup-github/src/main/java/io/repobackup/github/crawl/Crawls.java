package io.repobackup.github.crawl;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.State;
import io.repobackup.http.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lists of one part, read one after the other in one capture, and what is remembered of each.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class Crawls {

    private final Visit visit;
    private final Map<String, ListState> before = new LinkedHashMap<>();
    private final Map<String, ListState> now = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private long written;

    /** Goes on from what the last capture or checkpoint left. */
    public Crawls(Visit visit) {
        this.visit = visit;
        StateJson.read(visit.context().previous()).ifPresent(this::remember);
        now.putAll(before);
    }

    /** Reads a list in the order of changes, and everything when that is due. */
    public void updated(ListedKind list, Follower follower, Duration fullEvery) {
        UpdatedCrawl crawl = new UpdatedCrawl(visit, list, follower, reached -> save(list, reached));
        now.put(list.kind(), crawl.run(of(list), fullEvery));
        written += crawl.written();
    }

    /** Reads a list with what changed last first, and everything when that is due. */
    public void newest(ListedKind list, Follower follower, Duration fullEvery) {
        NewestCrawl crawl = new NewestCrawl(visit, list, Newest.CHANGED, follower, reached -> save(list, reached));
        now.put(list.kind(), crawl.run(of(list), fullEvery));
        written += crawl.written();
        missing.addAll(crawl.missing());
    }

    /** Reads a list of things that never change, with the newest first; what the host refuses to list is tried every so often. */
    public void added(ListedKind list, Duration retryEvery) {
        NewestCrawl crawl =
                new NewestCrawl(visit, list, Newest.CREATED, Follower.none(), reached -> save(list, reached));
        now.put(list.kind(), crawl.added(of(list), retryEvery));
        written += crawl.written();
        missing.addAll(crawl.missing());
    }

    /** Something could not be read: one line for each. */
    public void missing(List<String> lines) {
        missing.addAll(lines);
    }

    /** How the capture ended. */
    public Captured captured() {
        if (!missing.isEmpty()) {
            return new Captured.Partial(state(), missing);
        }
        boolean isSame =
                written == 0 && now.entrySet().stream().allMatch(each -> isAsGood(each.getKey(), each.getValue()));
        return isSame
                ? new Captured.Same("nothing changed in the lists of " + String.join(", ", now.keySet()))
                : new Captured.Changed(state());
    }

    private void remember(JsonValue state) {
        state.names().forEach(kind -> before.put(kind, ListState.from(state.at(kind))));
    }

    private ListState of(ListedKind list) {
        return now.getOrDefault(list.kind(), ListState.none());
    }

    private boolean isAsGood(String kind, ListState state) {
        return before.containsKey(kind) && state.isAsGoodAs(before.get(kind));
    }

    private void save(ListedKind list, ListState reached) {
        now.put(list.kind(), reached);
        visit.context().checkpoint(state());
    }

    private State state() {
        Map<String, Object> json = new LinkedHashMap<>();
        now.forEach((kind, state) -> json.put(kind, state.toJson()));
        return StateJson.write(json);
    }
}
