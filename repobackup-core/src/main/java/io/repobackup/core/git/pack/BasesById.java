package io.repobackup.core.git.pack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The deltas that tell their base by its id. First they are gathered, by one thread; then any thread may take those on an
 * object that it has found, which no other gets then.
 */
final class BasesById {

    private static final VarHandle FIRST = MethodHandles.arrayElementVarHandle(int[].class);

    private final IdTable ids;
    private int[] first = new int[16];
    private long[] pairs = new long[16];
    private int size;

    BasesById(int idWidth) {
        this.ids = new IdTable(idWidth);
    }

    /** Notes a delta on this base. */
    void add(byte[] base, int delta) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, (int) Math.min(2L * size, Integer.MAX_VALUE - 64));
        }
        pairs[size++] = ((long) ids.intern(base, 0) << 32) | delta;
    }

    /** Chains the deltas on each base, in their order, through this column. */
    void link(int[] next) {
        first = new int[ids.size()];
        Arrays.fill(first, EntryTable.NONE);
        for (int i = size - 1; i >= 0; i--) {
            int base = (int) (pairs[i] >>> 32);
            next[(int) pairs[i]] = first[base];
            first[base] = (int) pairs[i];
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Takes the first of the deltas on this object, or {@link EntryTable#NONE}: once, for whoever asks first. */
    int take(byte[] id) {
        int base = ids.find(id, 0);
        return base == IdTable.ABSENT ? EntryTable.NONE : (int) FIRST.getAndSet(first, base, EntryTable.NONE);
    }

    /** The id of the base of this delta; slow. */
    byte[] baseOf(int delta) {
        for (int i = 0; i < size; i++) {
            if ((int) pairs[i] == delta) {
                return ids.id((int) (pairs[i] >>> 32));
            }
        }
        throw new IllegalArgumentException("entry " + delta + " tells its base by no id");
    }
}
