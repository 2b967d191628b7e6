package io.repobackup.core.git.pack;

import java.util.Arrays;

/** The entries of a pack, numbered in their order, a column per fact. */
final class EntryTable {

    /** The base of an entry that is no delta. */
    static final int NONE = -1;

    /** The base of a delta that tells it by its id. */
    static final int BY_ID = -2;

    private static final int UNRESOLVED = -1;

    private final int claimed;
    private long[] offsets;
    private int[] crcs;
    private int[] slots;
    private int[] bases;
    private int size;
    private long end;

    /** An empty table that grows as entries come, whatever number of them is claimed. */
    EntryTable(int claimed) {
        this.claimed = claimed;
        int capacity = Math.min(claimed, 1024);
        this.offsets = new long[capacity];
        this.crcs = new int[capacity];
        this.slots = new int[capacity];
        this.bases = new int[capacity];
    }

    /** Adds the next entry, which begins at this offset, and gives its number. */
    int add(long offset) {
        if (size == offsets.length) {
            grow();
        }
        offsets[size] = offset;
        slots[size] = UNRESOLVED;
        bases[size] = NONE;
        return size++;
    }

    /** Ends the last entry at this offset, where the next may begin. */
    void endLast(long offset, int crc) {
        crcs[size - 1] = crc;
        end = offset;
    }

    /** Says which object the entry is. */
    void resolve(int entry, int slot) {
        slots[entry] = slot;
    }

    /** Says which entry this delta builds on, or {@link #BY_ID}. */
    void base(int entry, int base) {
        bases[entry] = base;
    }

    /** Which entry this builds on, {@link #BY_ID} or {@link #NONE}. */
    int base(int entry) {
        return bases[entry];
    }

    /** How many entries there are. */
    int size() {
        return size;
    }

    /** How many entries are claimed to come. */
    int claimed() {
        return claimed;
    }

    int crc(int entry) {
        return crcs[entry];
    }

    long offset(int entry) {
        return offsets[entry];
    }

    long end(int entry) {
        return entry + 1 < size ? offsets[entry + 1] : end;
    }

    /** Where the last entry ends. */
    long end() {
        return end;
    }

    /** The slot of the object in the table of ids. */
    int slot(int entry) {
        return slots[entry];
    }

    boolean isResolved(int entry) {
        return slots[entry] != UNRESOLVED;
    }

    /** The entry that begins at this offset, or {@link #NONE}. */
    int at(long offset) {
        int found = Arrays.binarySearch(offsets, 0, size, offset);
        return found < 0 ? NONE : found;
    }

    /** A copy of the column of slots. */
    int[] slots() {
        return Arrays.copyOf(slots, size);
    }

    private void grow() {
        int capacity = (int) Math.min(claimed, 2L * size);
        offsets = Arrays.copyOf(offsets, capacity);
        crcs = Arrays.copyOf(crcs, capacity);
        slots = Arrays.copyOf(slots, capacity);
        bases = Arrays.copyOf(bases, capacity);
    }
}
