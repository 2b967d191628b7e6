package io.repobackup.api.sink;

/**
 * Which bytes of a blob to read. What reaches beyond the end is cut off; a range that begins at or beyond the end holds
 * no bytes and is no failure.
 *
 * <p><i>Immutable.</i>
 *
 * @param offset the first byte, 0 or more
 * @param length how many bytes at most, 0 or more
 */
public record ByteRange(long offset, long length) {

    private static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

    /** Refuses negative numbers. */
    public ByteRange {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("a range has no negative numbers: " + offset + " +" + length);
        }
    }

    /** Every byte. */
    public static ByteRange all() {
        return ALL;
    }

    /** Everything from this byte on. */
    public static ByteRange from(long offset) {
        return new ByteRange(offset, Long.MAX_VALUE);
    }

    /** So many bytes from this byte on. */
    public static ByteRange of(long offset, long length) {
        return new ByteRange(offset, length);
    }

    /** Whether the range has no upper end. */
    public boolean isOpen() {
        return length == Long.MAX_VALUE;
    }
}
