package io.repobackup.s3;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of one part, gathered. Begins small, for most blobs are. <i>Confined to one thread at a time.</i> */
final class PartBuffer {

    private static final int FIRST_CAPACITY = 64 << 10;

    private final int capacity;
    private byte[] array;
    private int length;

    PartBuffer(int capacity) {
        this.capacity = capacity;
        this.array = new byte[Math.min(capacity, FIRST_CAPACITY)];
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
