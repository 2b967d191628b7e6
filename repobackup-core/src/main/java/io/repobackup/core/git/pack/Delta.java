package io.repobackup.core.git.pack;

import java.util.zip.DataFormatException;

/**
 * Instructions that make an object from another.
 *
 * @see <a href="https://git-scm.com/docs/gitformat-pack#_deltified_representation">Deltified representation</a>
 */
final class Delta {

    private final byte[] delta;
    private int at;

    private Delta(byte[] delta) {
        this.delta = delta;
    }

    /** Puts the object together, which has no more than so many bytes. */
    static byte[] apply(byte[] delta, byte[] base, long largest) throws DataFormatException, TooLargeException {
        return new Delta(delta).apply(base, largest);
    }

    private byte[] apply(byte[] base, long largest) throws DataFormatException, TooLargeException {
        long baseSize = size();
        if (baseSize != base.length) {
            throw new DataFormatException("a delta for a base of " + baseSize + " bytes on one of " + base.length);
        }
        long size = size();
        if (size > largest) {
            throw new TooLargeException(size);
        }
        byte[] result = new byte[(int) size];
        int done = 0;
        while (at < delta.length) {
            int command = next();
            done += (command & 0x80) != 0 ? copy(command, base, result, done) : insert(command, result, done);
        }
        if (done != result.length) {
            throw new DataFormatException("a delta that makes " + done + " bytes and declares " + result.length);
        }
        return result;
    }

    private int copy(int command, byte[] base, byte[] result, int done) throws DataFormatException {
        long from = operand(command, 4);
        int length = (int) operand(command >> 4, 3);
        if (length == 0) {
            length = 0x10000;
        }
        if (from + length > base.length || length > result.length - done) {
            throw new DataFormatException("a delta that copies out of bounds");
        }
        System.arraycopy(base, (int) from, result, done, length);
        return length;
    }

    private int insert(int length, byte[] result, int done) throws DataFormatException {
        if (length == 0) {
            throw new DataFormatException("a delta with the reserved instruction 0");
        }
        if (length > delta.length - at || length > result.length - done) {
            throw new DataFormatException("a delta that inserts out of bounds");
        }
        System.arraycopy(delta, at, result, done, length);
        at += length;
        return length;
    }

    private long operand(int present, int bytes) throws DataFormatException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            if ((present & (1 << i)) != 0) {
                value |= (long) next() << (8 * i);
            }
        }
        return value;
    }

    private long size() throws DataFormatException {
        long size = 0;
        int b = 0x80;
        for (int shift = 0; (b & 0x80) != 0; shift += 7) {
            if (shift > 56) {
                throw new DataFormatException("a delta with a length of more than 63 bits");
            }
            b = next();
            size |= (long) (b & 0x7f) << shift;
        }
        return size;
    }

    private int next() throws DataFormatException {
        if (at == delta.length) {
            throw new DataFormatException("a delta that ends in the middle");
        }
        return delta[at++] & 0xff;
    }
}
