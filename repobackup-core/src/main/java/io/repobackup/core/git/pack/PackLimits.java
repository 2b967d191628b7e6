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
    private static final long UNSET = -1;
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 64L;

    private final Path scratch;
    private final long memoryThreshold;
    private final long baseCache;
    private final long largestObject;
    private final long largestInMemory;
    private final long largestTotal;
    private final int threads;
    private final int deltasWorthAThread;

    private PackLimits(
            Path scratch,
            long memoryThreshold,
            long baseCache,
            long largestObject,
            long largestInMemory,
            long largestTotal,
            int threads,
            int deltasWorthAThread) {
        this.scratch = scratch;
        this.memoryThreshold = memoryThreshold;
        this.baseCache = baseCache;
        this.largestObject = largestObject;
        this.largestInMemory = largestInMemory;
        this.largestTotal = largestTotal;
        this.threads = threads;
        this.deltasWorthAThread = deltasWorthAThread;
    }

    /**
     * The defaults: packs up to 32 MiB in memory, 16 MiB of delta bases, objects up to 4 GiB, and what must be in memory
     * as a whole up to an eighth of the heap.
     *
     * @param directory where larger packs are kept while they are indexed; it must exist by then
     */
    public static PackLimits scratch(Path directory) {
        long eighth = Math.min(Runtime.getRuntime().maxMemory() / 8, LARGEST_ARRAY);
        int processors = Runtime.getRuntime().availableProcessors();
        return new PackLimits(directory, 32 * MIB, 16 * MIB, 4096 * MIB, eighth, UNSET, processors, 2_000);
    }

    /** The same, with another directory. */
    public PackLimits withScratch(Path directory) {
        return new PackLimits(
                directory,
                memoryThreshold,
                baseCache,
                largestObject,
                largestInMemory,
                largestTotal,
                threads,
                deltasWorthAThread);
    }

    /**
     * Packs up to this many bytes are kept in memory while they are indexed, and deltas that were inflated up to as many, and
     * up to a sixteenth of the heap; 0 or more.
     */
    public PackLimits withMemoryThreshold(long bytes) {
        return new PackLimits(
                scratch,
                notNegative(bytes),
                baseCache,
                largestObject,
                largestInMemory,
                largestTotal,
                threads,
                deltasWorthAThread);
    }

    /** Delta bases are kept up to this many bytes, and computed again when they are needed again; 0 or more. */
    public PackLimits withBaseCache(long bytes) {
        return new PackLimits(
                scratch,
                memoryThreshold,
                notNegative(bytes),
                largestObject,
                largestInMemory,
                largestTotal,
                threads,
                deltasWorthAThread);
    }

    /** No object may be larger than this many bytes; 0 or more. */
    public PackLimits withLargestObject(long bytes) {
        return new PackLimits(
                scratch,
                memoryThreshold,
                baseCache,
                notNegative(bytes),
                largestInMemory,
                largestTotal,
                threads,
                deltasWorthAThread);
    }

    /**
     * No delta, and no object that is stored as a delta, is the base of one, or is no blob, may be larger than this many
     * bytes; indexing takes up to three times as much. 0 to 2,147,483,583.
     */
    public PackLimits withLargestInMemory(long bytes) {
        if (bytes > LARGEST_ARRAY) {
            throw new IllegalArgumentException("at most " + LARGEST_ARRAY + " bytes fit into an array, not " + bytes);
        }
        return new PackLimits(
                scratch,
                memoryThreshold,
                baseCache,
                largestObject,
                notNegative(bytes),
                largestTotal,
                threads,
                deltasWorthAThread);
    }

    /**
     * At most this many threads put deltas together at any time, those that read packs included; 1 or more. As many as
     * there are processors unless set.
     */
    public PackLimits withThreads(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("indexing takes 1 thread or more, not " + number);
        }
        return new PackLimits(
                scratch,
                memoryThreshold,
                baseCache,
                largestObject,
                largestInMemory,
                largestTotal,
                number,
                deltasWorthAThread);
    }

    /**
     * The objects that are stored as deltas may have no more than this many bytes in all; 0 or more. 4,096 times the length
     * of the pack and at least 256 GiB unless set: beyond what histories have, and few minutes of work, when somebody made a
     * small pack to keep others busy.
     */
    public PackLimits withLargestTotal(long bytes) {
        return new PackLimits(
                scratch,
                memoryThreshold,
                baseCache,
                largestObject,
                largestInMemory,
                notNegative(bytes),
                threads,
                deltasWorthAThread);
    }

    /** For so many deltas another thread is asked for; so that tests can do without large packs. */
    PackLimits withDeltasWorthAThread(int number) {
        return new PackLimits(
                scratch, memoryThreshold, baseCache, largestObject, largestInMemory, largestTotal, threads, number);
    }

    /** How many bytes the deltas of a pack of this length may make in all. */
    long largestTotal(long packSize) {
        return largestTotal != UNSET ? largestTotal : Math.max(256 * 1024 * MIB, 4096 * packSize);
    }

    int deltasWorthAThread() {
        return deltasWorthAThread;
    }

    Path scratch() {
        return scratch;
    }

    long memoryThreshold() {
        return memoryThreshold;
    }

    /** How many bytes of deltas are kept from the first pass for the second. */
    long keptDeltas() {
        return Math.min(memoryThreshold, Runtime.getRuntime().maxMemory() / 16);
    }

    int threads() {
        return threads;
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
