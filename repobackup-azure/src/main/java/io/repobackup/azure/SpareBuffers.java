package io.repobackup.azure;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Buffers of blocks that were sent, for blocks to come: arrays of that size are dear to a small heap. A request that was
 * given up may still read a buffer that is filled again, which the digest of its block tells the store. <i>Thread-safe.</i>
 */
final class SpareBuffers {

    private final int most;
    private final Deque<ByteBuffer> spare = new ArrayDeque<>();

    SpareBuffers(int most) {
        this.most = most;
    }

    /** An empty buffer of this size. */
    synchronized ByteBuffer take(int size) {
        spare.removeIf(each -> each.capacity() != size);
        return spare.isEmpty() ? ByteBuffer.allocate(size) : spare.pop().clear();
    }

    synchronized void give(ByteBuffer buffer) {
        if (spare.size() < most) {
            spare.push(buffer);
        }
    }

    /** Gives the memory back. */
    synchronized void drop() {
        spare.clear();
    }
}
