package io.repobackup.core.git.pack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Contents that are not needed any more, for others of about their length, so that no array is made for each. <i>Confined to one thread.</i> */
final class ContentPool {

    private static final int SMALLEST_BITS = 9;
    private static final int LARGEST_BITS = 20;

    private final long limit;
    private final List<ArrayDeque<Content>> byBits = new ArrayList<>();
    private long free;

    /** Keeps up to so many bytes for later. */
    ContentPool(long limit) {
        this.limit = limit;
        for (int bits = 0; bits <= LARGEST_BITS; bits++) {
            byBits.add(new ArrayDeque<>());
        }
    }

    /** A content with room for so many bytes. */
    Content take(int length) {
        int bits = Math.max(SMALLEST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, length - 1)));
        if (bits > LARGEST_BITS) {
            return new Content(new byte[length]).of(length);
        }
        Content known = byBits.get(bits).pollLast();
        if (known == null) {
            return new Content(new byte[1 << bits]).of(length);
        }
        free -= known.footprint();
        return known.of(length);
    }

    /** Takes back what nobody uses any more. */
    void give(Content content) {
        int bits = Integer.numberOfTrailingZeros(content.bytes().length);
        boolean fits = bits >= SMALLEST_BITS && bits <= LARGEST_BITS && content.bytes().length == 1 << bits;
        if (fits && free + content.footprint() <= limit) {
            free += content.footprint();
            byBits.get(bits).addLast(content);
        }
    }
}
