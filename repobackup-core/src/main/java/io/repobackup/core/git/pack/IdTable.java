package io.repobackup.core.git.pack;

import io.repobackup.api.failure.MisconfiguredException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Object ids, each once, in slots numbered from 0 in the order they came, and a mark for each slot. An open-addressing hash
 * table; salted, because trees may name ids that somebody chose.
 */
final class IdTable {

    /** The slot of an id that is not here. */
    static final int ABSENT = -1;

    private static final int CHUNK = 1 << 13;
    private static final int LARGEST_TABLE = 1 << 30;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int width;
    private final long salt = RANDOM.nextLong();
    private byte[][] chunks = new byte[4][];
    private byte[] marks = new byte[256];
    private int[] table = new int[512];
    private int size;

    /** An empty table of ids of so many bytes. */
    IdTable(int width) {
        this.width = width;
    }

    int size() {
        return size;
    }

    int width() {
        return width;
    }

    /** The slot of the id at this place of the array, a new one with mark 0 if there was none. */
    int intern(byte[] from, int at) {
        int i = probe(from, at);
        if (table[i] == 0) {
            append(from, at);
            table[i] = size;
            if (size > table.length - (table.length >> 2)) {
                rehash();
            }
            return size - 1;
        }
        return table[i] - 1;
    }

    /** The slot of the id at this place of the array, or {@link #ABSENT}. */
    int find(byte[] from, int at) {
        return table[probe(from, at)] - 1;
    }

    int mark(int slot) {
        return marks[slot];
    }

    void mark(int slot, int mark) {
        marks[slot] = (byte) mark;
    }

    /** Copies the id of a slot. */
    byte[] id(int slot) {
        byte[] id = new byte[width];
        System.arraycopy(chunk(slot), start(slot), id, 0, width);
        return id;
    }

    /** The array that holds the id of this slot, from {@link #start}. */
    byte[] chunk(int slot) {
        return chunks[slot / CHUNK];
    }

    int start(int slot) {
        return slot % CHUNK * width;
    }

    /** The first four bytes of the id, as an unsigned number that orders as they do. */
    long prefix(int slot) {
        return Integer.toUnsignedLong(Integer.reverseBytes(IdBytes.number(chunk(slot), start(slot))));
    }

    /** The order of the ids by their unsigned bytes. */
    int compare(int a, int b) {
        return Arrays.compareUnsigned(chunk(a), start(a), start(a) + width, chunk(b), start(b), start(b) + width);
    }

    private int probe(byte[] from, int at) {
        int mask = table.length - 1;
        int i = hash(from, at) & mask;
        while (table[i] != 0 && !holds(table[i] - 1, from, at)) {
            i = (i + 1) & mask;
        }
        return i;
    }

    private boolean holds(int slot, byte[] from, int at) {
        return IdBytes.same(chunk(slot), start(slot), from, at, width);
    }

    private int hash(byte[] from, int at) {
        long h = salt;
        for (int i = 0; i < width; i += Integer.BYTES) {
            h = (h ^ IdBytes.number(from, at + i)) * 0x9e3779b97f4a7c15L;
            h ^= h >>> 29;
        }
        return (int) (h >>> 32);
    }

    private void append(byte[] from, int at) {
        int chunk = size / CHUNK;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * chunk);
        }
        if (size % CHUNK == 0) {
            chunks[chunk] = new byte[CHUNK * width];
        }
        if (size == marks.length) {
            marks = Arrays.copyOf(marks, 2 * size);
        }
        System.arraycopy(from, at, chunks[chunk], start(size), width);
        size++;
    }

    private void rehash() {
        if (table.length == LARGEST_TABLE) {
            throw new MisconfiguredException("More than 800 million object ids do not fit into one table in memory;"
                    + " capture the repository in steps with fewer objects each");
        }
        table = new int[2 * table.length];
        for (int slot = 0; slot < size; slot++) {
            table[probe(chunk(slot), start(slot))] = slot + 1;
        }
    }
}
