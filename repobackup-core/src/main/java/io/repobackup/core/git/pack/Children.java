package io.repobackup.core.git.pack;

import java.util.Arrays;

/** The deltas that build on each entry, in their order. Those that tell their base by its id are found by that. */
final class Children {

    private final int[] first;
    private final int[] next;
    private final BasesById byId;
    private int deltas;

    Children(EntryTable entries, BasesById byId) {
        this.first = new int[entries.size()];
        this.next = new int[entries.size()];
        this.byId = byId;
        Arrays.fill(first, EntryTable.NONE);
        for (int entry = entries.size() - 1; entry >= 0; entry--) {
            int base = entries.base(entry);
            if (base >= 0) {
                next[entry] = first[base];
                first[base] = entry;
            }
            deltas += base == EntryTable.NONE ? 0 : 1;
        }
        byId.link(next);
    }

    /** The first delta that tells this entry as its base, or {@link EntryTable#NONE}. */
    int first(int entry) {
        return first[entry];
    }

    /** The delta after this on the same base, or {@link EntryTable#NONE}. */
    int next(int delta) {
        return next[delta];
    }

    /** The deltas that tell their base by its id. */
    BasesById byId() {
        return byId;
    }

    /** How many deltas there are. */
    int deltas() {
        return deltas;
    }
}
