package io.repobackup.core.git.pack;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Reads a git pack once, passes its bytes on, and indexes it: every object is inflated and hashed, every delta resolved.
 *
 * <p><i>Immutable.</i> Each call works on its own.
 *
 * @see <a href="https://git-scm.com/docs/gitformat-pack">The pack format</a>
 */
public final class PackIndexer {

    private final PackLimits limits;

    private PackIndexer(PackLimits limits) {
        this.limits = limits;
    }

    /** An indexer that stays within these limits. */
    public static PackIndexer within(PackLimits limits) {
        return new PackIndexer(limits);
    }

    /**
     * Reads one pack from the stream, which it does not close.
     *
     * <p>Bytes may be read beyond the end of the pack, {@link IndexedPack#surplus()} says how many: in all places where
     * git puts a pack, nothing follows it. When this throws, the consumer has seen some prefix of the pack.
     *
     * @param description what is known of the pack
     * @param in the pack, at its first byte
     * @param raw gets every byte of the pack once and in order, while reading goes on; the buffer is good during the call
     *     only, and must not be changed. What it throws ends the reading and passes through
     * @throws io.repobackup.api.failure.UnavailableException when the stream ends or breaks before the pack does
     * @throws io.repobackup.api.failure.CorruptedException when the bytes are no valid, self-contained pack
     * @throws io.repobackup.api.failure.MisconfiguredException when an object exceeds a limit
     * @throws io.repobackup.api.failure.NoSpaceException when the scratch directory has no room for the pack
     */
    public IndexedPack index(PackDescription description, InputStream in, Consumer<ByteBuffer> raw) {
        Failures failures = new Failures(description.name(), limits);
        PackContents contents = new PackContents(description.format(), description.shallow());
        try (PackStore store = new PackStore(limits, description)) {
            PackStream stream = new PackStream(in, raw, store, description.format());
            ScannedPack pack = new PackScan(failures, stream, contents).run();
            resolveDeltas(failures, pack, contents, store);
            return new IndexedPack(pack, contents);
        }
    }

    private void resolveDeltas(Failures failures, ScannedPack pack, PackContents contents, PackStore store) {
        pack.onEntries().sort();
        pack.onIds().sort();
        int idWidth = contents.format().sizeInBytes();
        try (StoredEntries stored = new StoredEntries(store, pack.entries(), idWidth, limits.largestInMemory())) {
            new DeltaResolver(failures, pack, contents, stored).run();
        }
    }
}
