package io.repobackup.core.git.pack;

import java.util.Arrays;

/** Which deltas build on what: pairs of numbers, first gathered, then sorted and looked up. */
final class Links {

    private long[] pairs = new long[256];
    private int size;

    void add(int base, int delta) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, (int) Math.min(2L * size, Integer.MAX_VALUE - 64));
        }
        pairs[size++] = ((long) base << 32) | delta;
    }

    void sort() {
        Arrays.sort(pairs, 0, size);
    }

    /** Where the deltas on this base begin, or would. */
    int first(int base) {
        int found = Arrays.binarySearch(pairs, 0, size, (long) base << 32);
        return found < 0 ? -found - 1 : found;
    }

    /** The delta at this place, or -1 when the deltas on this base are over. */
    int delta(int base, int place) {
        return place < size && pairs[place] >>> 32 == base ? (int) pairs[place] : -1;
    }

    /** The base of this delta, or -1; slow. */
    int baseOf(int delta) {
        for (int i = 0; i < size; i++) {
            if ((int) pairs[i] == delta) {
                return (int) (pairs[i] >>> 32);
            }
        }
        return -1;
    }
}
