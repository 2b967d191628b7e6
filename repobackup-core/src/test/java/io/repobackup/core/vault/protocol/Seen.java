package io.repobackup.core.vault.protocol;

import java.util.Arrays;

/** A set of fingerprints. */
final class Seen {

    private long[] table = new long[1 << 16];
    private int size;

    /** Whether it was not there. */
    boolean add(long fingerprint) {
        if (size * 2 > table.length) {
            grow();
        }
        boolean added = insert(fingerprint == 0 ? 1 : fingerprint);
        size += added ? 1 : 0;
        return added;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] old = table;
        table = new long[old.length * 2];
        Arrays.stream(old).filter(each -> each != 0).forEach(this::insert);
    }

    private boolean insert(long fingerprint) {
        int at = (int) fingerprint & table.length - 1;
        while (table[at] != 0) {
            if (table[at] == fingerprint) {
                return false;
            }
            at = at + 1 & table.length - 1;
        }
        table[at] = fingerprint;
        return true;
    }
}
