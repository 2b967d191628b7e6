package io.repobackup.github.crawl;

import io.repobackup.api.capture.Captured;
import java.util.Collection;
import java.util.function.Consumer;

/** A part that is one list, taken whole. */
public final class WholePart {

    private WholePart() {}

    /** Captures it, told what was remembered of it. */
    public static Captured capture(
            Visit visit, ListedKind list, Essence essence, Consumer<Collection<Entry>> follower) {
        WholeState before =
                StateJson.read(visit.context().previous()).map(WholeState::from).orElseGet(WholeState::none);
        WholeState after = new WholeList(visit, list, essence, follower).run(before);
        return after.equals(before)
                ? new Captured.Same("the " + list.kind() + " are as they were")
                : new Captured.Changed(StateJson.write(after.toJson()));
    }
}
