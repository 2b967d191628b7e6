package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectFormat;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Reads a git pack once, passes its bytes on, and indexes it: every object is inflated and hashed, every delta resolved.
 *
 * <p>The first pass runs while the pack streams in, in the calling thread; deltas are put together afterwards, with further
 * threads where there are enough of them. All calls of one indexer together take no more of these than the limits say.
 *
 * <p><i>Thread-safe.</i> Each call works on its own.
 *
 * @see <a href="https://git-scm.com/docs/gitformat-pack">The pack format</a>
 */
public final class PackIndexer {

    private final PackLimits limits;
    private final Function<ObjectFormat, Hashing> hashing;
    private final Semaphore others;

    private PackIndexer(PackLimits limits, Function<ObjectFormat, Hashing> hashing, Semaphore others) {
        this.limits = limits;
        this.hashing = hashing;
        this.others = others;
    }

    /** An indexer that stays within these limits. */
    public static PackIndexer within(PackLimits limits) {
        return new PackIndexer(limits, Hashing::of, new Semaphore(limits.threads() - 1));
    }

    /**
     * The same, which also refuses objects that were made to have the same SHA-1 as others, as git and its hosts do. Takes
     * two to three times as long. What is stored is pinned by its SHA-256 in any case.
     */
    public PackIndexer detectingCollisions() {
        return new PackIndexer(limits, Hashing::detectingCollisions, others);
    }

    /**
     * Reads one pack from the stream, which it does not close.
     *
     * <p>Bytes may be read beyond the end of the pack, {@link IndexedPack#surplus()} says how many: in all places where
     * git puts a pack, nothing follows it. When this throws, the consumer has seen some prefix of the pack.
     *
     * @param description what is known of the pack
     * @param in the pack, at its first byte
     * @param consumer gets the pack while reading goes on
     * @throws io.repobackup.api.failure.UnavailableException when the stream ends or breaks before the pack does
     * @throws io.repobackup.api.failure.CorruptedException when the bytes are no valid, self-contained pack
     * @throws io.repobackup.api.failure.MisconfiguredException when an object exceeds a limit
     * @throws io.repobackup.api.failure.NoSpaceException when the scratch directory has no room for the pack
     */
    public IndexedPack index(PackDescription description, InputStream in, PackConsumer consumer) {
        Failures failures = new Failures(description.name(), limits);
        try (PackStore store = new PackStore(limits, description)) {
            PackStream stream = new PackStream(in, consumer, store, description.format());
            EntryTable entries = new EntryTable(PackHeader.read(stream, failures));
            PackContents contents = new PackContents(description.format(), description.shallow(), entries);
            ScannedPack pack = new PackScan(failures, stream, contents, hashing.apply(description.format())).run();
            resolveDeltas(failures, pack, store, consumer);
            return new IndexedPack(pack);
        }
    }

    private void resolveDeltas(Failures failures, ScannedPack pack, PackStore store, PackConsumer consumer) {
        PackContents contents = pack.contents();
        Children children = new Children(contents.entries(), pack.byId());
        DeltaResolver resolver = new DeltaResolver(
                failures,
                contents.entries(),
                children,
                work -> new DeltaThread(
                        failures,
                        pack,
                        work,
                        new StoredEntries(
                                store, contents.entries(), contents.format().sizeInBytes()),
                        hashing.apply(contents.format())));
        int helpers = acquireOthers(children.deltas() / limits.deltasWorthAThread());
        try {
            resolver.run(helpers, consumer);
        } finally {
            others.release(helpers);
        }
    }

    /** As many of the other threads as are free, up to so many. */
    private int acquireOthers(int atMost) {
        int acquired = 0;
        while (acquired < atMost && others.tryAcquire()) {
            acquired++;
        }
        return acquired;
    }
}
