package io.repobackup.core.git.pack;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Sorts by object id without an object for each. */
final class IdOrder {

    private IdOrder() {}

    /** The indexes of the array of slots, in the order of the ids there; equal ids in the order of their indexes. */
    static int[] of(IdTable ids, int[] slots) {
        long[] keys = new long[slots.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (ids.prefix(slots[i]) << 31) | i;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int from = 0; from < keys.length; ) {
            int to = from;
            while (to < keys.length && keys[to] >>> 31 == keys[from] >>> 31) {
                order[to] = (int) (keys[to] & Integer.MAX_VALUE);
                to++;
            }
            if (to - from > 1) {
                sortTies(ids, slots, order, from, to);
            }
            from = to;
        }
        return order;
    }

    private static void sortTies(IdTable ids, int[] slots, int[] order, int from, int to) {
        int[] sorted = IntStream.range(from, to)
                .mapToObj(i -> order[i])
                .sorted((a, b) -> ids.compare(slots[a], slots[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, order, from, sorted.length);
    }
}
