package io.repobackup.core.git.pack;

import java.util.zip.DataFormatException;

/**
 * Instructions that make an object from another, read one after the other, as often as one likes. Serves many deltas in
 * turn, without an object for each.
 *
 * <p><i>Confined to one thread.</i>
 *
 * @see <a href="https://git-scm.com/docs/gitformat-pack#_deltified_representation">Deltified representation</a>
 */
final class Delta {

    private static final int COPY = 0x80;
    private static final int SHORTEST = 4;

    private byte[] bytes = new byte[0];
    private int first;
    private int end;
    private int at;
    private long baseSize;
    private long resultSize;
    private boolean copies;
    private int from;
    private int length;

    /** Begins with the delta in this part of the array. */
    void of(byte[] array, int start, int stop) throws DataFormatException {
        bytes = array;
        at = start;
        end = stop;
        baseSize = size();
        resultSize = size();
        first = at;
        if (stop - start < SHORTEST) {
            throw new DataFormatException("a delta of " + (stop - start) + " bytes, shorter than any that git reads");
        }
    }

    /** How many bytes the base has to have. */
    long baseSize() {
        return baseSize;
    }

    /** How many bytes the delta says it makes. */
    long resultSize() {
        return resultSize;
    }

    /** Puts the object together, at the beginning of an array that has room for it. */
    void apply(byte[] base, int baseLength, byte[] result) throws DataFormatException {
        if (baseSize != baseLength) {
            throw new DataFormatException("a delta for a base of " + baseSize + " bytes on one of " + baseLength);
        }
        rewind();
        int size = (int) resultSize;
        int done = 0;
        while (next()) {
            boolean fits = length <= size - done;
            if (copies) {
                require(fits && from >= 0 && (long) from + length <= baseLength, "copies");
                System.arraycopy(base, from, result, done, length);
            } else {
                require(fits, "inserts");
                System.arraycopy(bytes, from, result, done, length);
            }
            done += length;
        }
        if (done != size) {
            throw new DataFormatException("a delta that makes " + done + " bytes and declares " + size);
        }
    }

    /** Goes back to before the first instruction. */
    void rewind() {
        at = first;
    }

    /** Goes on to the next instruction, if there is one. */
    boolean next() throws DataFormatException {
        if (at == end) {
            return false;
        }
        int command = bytes[at++];
        copies = (command & COPY) != 0;
        if (copies) {
            from = operand(command, 4);
            length = operand(command >> 4, 3);
            if (length == 0) {
                length = 0x10000;
            }
        } else {
            insert(command);
        }
        return true;
    }

    /** Whether the instruction copies a part of the base; otherwise it inserts bytes of its own. */
    boolean copies() {
        return copies;
    }

    /** Where in the base the copied part begins. */
    int from() {
        return from;
    }

    /** How many bytes the instruction makes. */
    int length() {
        return length;
    }

    private static void require(boolean inBounds, String what) throws DataFormatException {
        if (!inBounds) {
            throw new DataFormatException("a delta that " + what + " out of bounds");
        }
    }

    private void insert(int count) throws DataFormatException {
        if (count == 0) {
            throw new DataFormatException("a delta with the reserved instruction 0");
        }
        require(count <= end - at, "inserts");
        from = at;
        length = count;
        at += count;
    }

    private int operand(int present, int most) throws DataFormatException {
        int value = 0;
        for (int i = 0; i < most; i++) {
            if ((present & (1 << i)) != 0) {
                value |= byteHere() << (8 * i);
            }
        }
        return value;
    }

    private long size() throws DataFormatException {
        long size = 0;
        int b = COPY;
        for (int shift = 0; (b & COPY) != 0; shift += 7) {
            if (shift > 56) {
                throw new DataFormatException("a delta with a length of more than 63 bits");
            }
            b = byteHere();
            size |= (long) (b & 0x7f) << shift;
        }
        return size;
    }

    private int byteHere() throws DataFormatException {
        if (at == end) {
            throw new DataFormatException("a delta that ends in the middle");
        }
        return bytes[at++] & 0xff;
    }
}
