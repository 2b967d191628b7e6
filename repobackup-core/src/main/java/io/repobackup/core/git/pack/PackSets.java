package io.repobackup.core.git.pack;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sets of packs, each once, by number; 0 is the empty one. Few sets occur however many objects have one. */
final class PackSets {

    private final List<BitSet> sets = new ArrayList<>(List.of(new BitSet()));
    private final Map<BitSet, Integer> numbers = new HashMap<>(Map.of(new BitSet(), 0));
    private final Map<Long, Integer> steps = new HashMap<>();

    /** The number of a set with one more pack. */
    int with(int set, int pack) {
        return steps.computeIfAbsent(((long) set << 32) | pack, step -> number(sets.get(set), pack));
    }

    boolean meets(int set, BitSet packs) {
        return sets.get(set).intersects(packs);
    }

    private int number(BitSet set, int pack) {
        BitSet more = (BitSet) set.clone();
        more.set(pack);
        Integer known = numbers.putIfAbsent(more, sets.size());
        if (known != null) {
            return known;
        }
        sets.add(more);
        return sets.size() - 1;
    }
}
