package io.repobackup.s3;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of one part, gathered. Begins small, for most blobs are. <i>Confined to one thread at a time.</i> */
final class PartBuffer {

    private static final int FIRST_CAPACITY = 64 << 10;

    private final int capacity;
    private byte[] array;
    private int length;

    private PartBuffer(int capacity, int atOnce) {
        this.capacity = capacity;
        this.array = new byte[Math.min(capacity, atOnce)];
    }

    /** A buffer for what may end soon. */
    static PartBuffer growing(int capacity) {
        return new PartBuffer(capacity, FIRST_CAPACITY);
    }

    /** A buffer that will be full. */
    static PartBuffer whole(int capacity) {
        return new PartBuffer(capacity, capacity);
    }

    boolean isFull() {
        return length == capacity;
    }

    int capacity() {
        return capacity;
    }

    /** Takes as many bytes as there is room for. */
    void take(ByteBuffer bytes) {
        int taken = Math.min(bytes.remaining(), capacity - length);
        if (length + taken > array.length) {
            long doubled = Math.max(2L * array.length, length + taken);
            array = Arrays.copyOf(array, (int) Math.min(capacity, doubled));
        }
        bytes.get(array, length, taken);
        length += taken;
    }

    void clear() {
        length = 0;
    }

    /** The bytes where they lie; true until the buffer is cleared or takes more. */
    Content content() {
        return new Content(array, length);
    }
}
