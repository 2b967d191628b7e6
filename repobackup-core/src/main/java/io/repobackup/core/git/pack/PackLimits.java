package io.repobackup.core.git.pack;

import java.nio.file.Path;

/**
 * How much memory and scratch space the indexing of one pack may take.
 *
 * <p>Beside what is set here, indexing takes about 80 bytes of memory for each object of the pack.
 *
 * <p><i>Immutable.</i>
 */
public final class PackLimits {

    private static final long MIB = 1L << 20;
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 64L;

    private final Path scratch;
    private final long memoryThreshold;
    private final long baseCache;
    private final long largestObject;
    private final long largestInMemory;

    private PackLimits(Path scratch, long memoryThreshold, long baseCache, long largestObject, long largestInMemory) {
        this.scratch = scratch;
        this.memoryThreshold = memoryThreshold;
        this.baseCache = baseCache;
        this.largestObject = largestObject;
        this.largestInMemory = largestInMemory;
    }

    /**
     * The defaults: packs up to 32 MiB in memory, 16 MiB of delta bases, objects up to 4 GiB, and what must be in memory
     * as a whole up to an eighth of the heap.
     *
     * @param directory where larger packs are kept while they are indexed; it must exist by then
     */
    public static PackLimits scratch(Path directory) {
        long eighth = Math.min(Runtime.getRuntime().maxMemory() / 8, LARGEST_ARRAY);
        return new PackLimits(directory, 32 * MIB, 16 * MIB, 4096 * MIB, eighth);
    }

    /** Packs up to this many bytes are kept in memory while they are indexed; 0 or more. */
    public PackLimits withMemoryThreshold(long bytes) {
        return new PackLimits(scratch, notNegative(bytes), baseCache, largestObject, largestInMemory);
    }

    /** Delta bases are kept up to this many bytes, and computed again when they are needed again; 0 or more. */
    public PackLimits withBaseCache(long bytes) {
        return new PackLimits(scratch, memoryThreshold, notNegative(bytes), largestObject, largestInMemory);
    }

    /** No object may be larger than this many bytes; 0 or more. */
    public PackLimits withLargestObject(long bytes) {
        return new PackLimits(scratch, memoryThreshold, baseCache, notNegative(bytes), largestInMemory);
    }

    /**
     * No delta, and no object that is stored as a delta, is the base of one, or is no blob, may be larger than this many
     * bytes; indexing takes up to three times as much. 0 to 2,147,483,583.
     */
    public PackLimits withLargestInMemory(long bytes) {
        if (bytes > LARGEST_ARRAY) {
            throw new IllegalArgumentException("at most " + LARGEST_ARRAY + " bytes fit into an array, not " + bytes);
        }
        return new PackLimits(scratch, memoryThreshold, baseCache, largestObject, notNegative(bytes));
    }

    Path scratch() {
        return scratch;
    }

    long memoryThreshold() {
        return memoryThreshold;
    }

    long baseCache() {
        return baseCache;
    }

    long largestObject() {
        return largestObject;
    }

    long largestInMemory() {
        return largestInMemory;
    }

    private static long notNegative(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a limit is 0 bytes or more, not " + bytes);
        }
        return bytes;
    }
}
