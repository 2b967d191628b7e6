package io.repobackup.core.git.pack;

import java.io.IOException;
import java.util.zip.DataFormatException;

/**
 * The first bytes of a pack entry: what it is, and how long when inflated.
 *
 * @param type an object kind's code, {@link #OFS_DELTA} or {@link #REF_DELTA}
 * @param size the declared length of what the entry inflates to
 */
record EntryHeader(int type, long size) {

    static final int OFS_DELTA = 6;
    static final int REF_DELTA = 7;

    private static final int LAST_SHIFT = 53;

    /** Where the bytes come from, 0 to 255 each. */
    @FunctionalInterface
    interface Bytes {
        int next() throws IOException;
    }

    static EntryHeader read(Bytes in) throws IOException, DataFormatException {
        int b = in.next();
        int type = (b >> 4) & 7;
        long size = b & 15;
        for (int shift = 4; (b & 0x80) != 0; shift += 7) {
            if (shift > LAST_SHIFT) {
                throw new DataFormatException("a length of more than 60 bits");
            }
            b = in.next();
            size |= (long) (b & 0x7f) << shift;
        }
        if (type == 0 || type == 5) {
            throw new DataFormatException("an entry of the unknown type " + type);
        }
        return new EntryHeader(type, size);
    }

    /** Reads how far before an OFS_DELTA its base is. */
    static long readDistance(Bytes in) throws IOException, DataFormatException {
        int b = in.next();
        long distance = b & 0x7f;
        while ((b & 0x80) != 0) {
            if (distance > Long.MAX_VALUE >> 8) {
                throw new DataFormatException("a base beyond any pack");
            }
            b = in.next();
            distance = ((distance + 1) << 7) | (b & 0x7f);
        }
        return distance;
    }

    boolean isDelta() {
        return type >= OFS_DELTA;
    }
}
