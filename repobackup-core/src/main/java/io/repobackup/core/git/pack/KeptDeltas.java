package io.repobackup.core.git.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Deltas that were inflated while the pack streamed in, as many as there is room for, so that they need not be inflated
 * again. Filled by one thread, then read by many.
 */
final class KeptDeltas {

    private static final int SEGMENT_BITS = 20;
    private static final int SEGMENT = 1 << SEGMENT_BITS;
    private static final int LONGEST = SEGMENT >> 4;
    private static final int NOT_KEPT = -1;

    private final int segmentsAtMost;
    private final List<byte[]> segments = new ArrayList<>();
    private int[] places = new int[0];
    private int used = SEGMENT;

    /** Keeps up to so many bytes. */
    KeptDeltas(long limit) {
        this.segmentsAtMost = (int) Math.min(limit >> SEGMENT_BITS, 1 << (31 - SEGMENT_BITS));
    }

    /** Keeps a copy of this delta, if there is room. */
    void add(int entry, byte[] delta, int length) {
        if (length > LONGEST || !findRoom(length + Integer.BYTES)) {
            return;
        }
        byte[] segment = segments.get(segments.size() - 1);
        place(entry, ((segments.size() - 1) << SEGMENT_BITS) | used);
        for (int shift = 24; shift >= 0; shift -= 8) {
            segment[used++] = (byte) (length >> shift);
        }
        System.arraycopy(delta, 0, segment, used, length);
        used += length;
    }

    /** Has the view show this delta, if it was kept. */
    boolean show(int entry, Delta view) throws java.util.zip.DataFormatException {
        if (entry >= places.length || places[entry] == NOT_KEPT) {
            return false;
        }
        byte[] segment = segments.get(places[entry] >>> SEGMENT_BITS);
        int at = places[entry] & (SEGMENT - 1);
        int length = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            length = (length << 8) | (segment[at++] & 0xff);
        }
        view.of(segment, at, at + length);
        return true;
    }

    private boolean findRoom(int length) {
        if (used + length <= SEGMENT) {
            return true;
        }
        if (segments.size() >= segmentsAtMost) {
            return false;
        }
        segments.add(new byte[SEGMENT]);
        used = 0;
        return true;
    }

    private void place(int entry, int place) {
        if (entry >= places.length) {
            int known = places.length;
            places = Arrays.copyOf(places, Math.max(entry + 1, 2 * known));
            Arrays.fill(places, known, places.length, NOT_KEPT);
        }
        places[entry] = place;
    }
}
