package io.repobackup.github.crawl;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Going through all of a list, to find what changed without a trace and what vanished. Begins anew when it is cut off:
 * what was listed is not remembered between captures. <i>Confined to one thread.</i>
 */
final class Pass {

    private final ListedKind list;
    private final Follower follower;
    private final Writing writing;
    private final Vanished vanished;
    private final Blocks blocks;
    private final Set<String> listed = new HashSet<>();

    Pass(Visit visit, ListedKind list, Follower follower, Writing writing, ListState before) {
        this.list = list;
        this.follower = follower;
        this.writing = writing;
        this.vanished = new Vanished(visit, list, writing);
        this.blocks = new Blocks(before.blocks());
    }

    /** The next entries of the list, each once unless it changed meanwhile. */
    void add(List<Entry> entries) {
        List<Entry> changed = new ArrayList<>();
        for (Entry entry : entries) {
            String id = list.idOf(entry);
            listed.add(id);
            changed.addAll(blocks.add(id, entry));
        }
        writing.put(changed);
        follower.passed(entries);
    }

    /** After the last entry. Returns the state in which the list was gone through, if all of it was. */
    ListState end(ListState state, Instant now) {
        writing.put(blocks.end());
        return vanished.removeAllBut(listed) ? state.goneThrough(now, blocks.digests()) : state;
    }

    /** After the last entry that the host lists, when it does not list all: nothing is known to have vanished. */
    ListState endEarly(ListState state, Instant now) {
        writing.put(blocks.end());
        return state.goneThrough(now, blocks.digests());
    }
}
