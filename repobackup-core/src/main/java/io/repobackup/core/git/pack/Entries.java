package io.repobackup.core.git.pack;

import java.util.Arrays;

/** Where the entries of a tree begin, in ascending order, and at last where they end. <i>Confined to one thread at a time.</i> */
final class Entries {

    private int[] starts = {};
    private int count;

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    void add(int start) {
        makeRoom(1);
        starts[count++] = start;
    }

    /** Adds those of another tree from one number up to another, each so many bytes further on. */
    void addAll(Entries others, int first, int last, int by) {
        int more = last - first;
        makeRoom(more);
        for (int i = 0; i < more; i++) {
            starts[count + i] = others.starts[first + i] + by;
        }
        count += more;
    }

    int start(int number) {
        return starts[number];
    }

    /** The number of what begins there, or a negative number. */
    int at(int start) {
        return Arrays.binarySearch(starts, 0, count, start);
    }

    /** The number of the last that begins there or before; -1 if there is none. */
    int upTo(int position) {
        int found = at(position);
        return found >= 0 ? found : -found - 2;
    }

    /** How much memory this takes. */
    long footprint() {
        return (long) starts.length * Integer.BYTES;
    }

    private void makeRoom(int more) {
        if (more > starts.length - count) {
            starts = Arrays.copyOf(starts, Math.max(2 * count + 8, count + more));
        }
    }
}
