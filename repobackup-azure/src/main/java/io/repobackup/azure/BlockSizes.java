package io.repobackup.azure;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * How long each block of a blob is. A blob has at most 50,000 blocks, and how long it will be is not known when its first
 * one is sent; so the size doubles every 10,000 blocks. From 8 MiB this ends at 128 MiB and 2.4 TiB.
 *
 * @see <a href="https://learn.microsoft.com/azure/storage/blobs/scalability-targets">Scalability targets</a>
 */
final class BlockSizes {

    static final int MOST_BLOCKS = 50_000;
    private static final int BLOCKS_OF_ONE_SIZE = 10_000;
    private static final long MOST_IN_BYTES = 1L << 30;

    private final int firstInBytes;

    BlockSizes(int firstInBytes) {
        this.firstInBytes = firstInBytes;
    }

    int ofBlock(int index) {
        return (int) Math.min(MOST_IN_BYTES, (long) firstInBytes << (index / BLOCKS_OF_ONE_SIZE));
    }

    /** The name of a block within its blob; all names of one blob have one length. */
    static String id(long upload, int index) {
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(12).putLong(upload).putInt(index).array());
    }
}
