package io.repobackup.api.sink;

/**
 * What a store was found to do, by asking it rather than by its name.
 *
 * <p><i>Immutable.</i>
 */
public final class SinkCapabilities {

    /** What {@link BlobSink#putIfAbsent} takes on every sink: 16 MiB. */
    public static final long LEAST_SMALL_LIMIT_IN_BYTES = 16L << 20;

    /**
     * What a sink offers that imposes no limit of its own: 17 MiB. It leaves the least limit to a decorator that adds to what
     * it is given, as encryption does.
     */
    public static final long USUAL_SMALL_LIMIT_IN_BYTES = 17L << 20;

    private final long smallLimitInBytes;
    private final Concurrency concurrency;

    private SinkCapabilities(long smallLimitInBytes, Concurrency concurrency) {
        this.smallLimitInBytes = smallLimitInBytes;
        this.concurrency = concurrency;
    }

    /** A store on which any number of writers may race for a key, with one winner. */
    public static SinkCapabilities racing(long smallLimitInBytes) {
        return new SinkCapabilities(atLeast(smallLimitInBytes), Concurrency.MANY_WRITERS);
    }

    /** A store without conditional puts, used under the promise of a single writer. */
    public static SinkCapabilities singleWriter(long smallLimitInBytes) {
        return new SinkCapabilities(atLeast(smallLimitInBytes), Concurrency.ONE_WRITER);
    }

    /** The longest blob that {@link BlobSink#putIfAbsent} takes, in bytes; {@value #LEAST_SMALL_LIMIT_IN_BYTES} or more. */
    public long smallLimitInBytes() {
        return smallLimitInBytes;
    }

    /** How many writers the store can keep apart. */
    public Concurrency concurrency() {
        return concurrency;
    }

    private static long atLeast(long limit) {
        if (limit < LEAST_SMALL_LIMIT_IN_BYTES) {
            throw new IllegalArgumentException(
                    "a sink takes small blobs of at least " + LEAST_SMALL_LIMIT_IN_BYTES + " bytes, not " + limit);
        }
        return limit;
    }

    /** How many writers a store can keep apart. */
    public enum Concurrency {
        /** Of any number of racing writers of one key, exactly one wins. */
        MANY_WRITERS,
        /** Racing writers are not told apart; the operator promised that there is one. */
        ONE_WRITER
    }
}
