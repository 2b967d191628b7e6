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
@SuppressWarnings("DoNotCallSuggester")
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
        throw unfinished("the indexer is still being written, limits " + limits.scratch());
    }

    private static UnsupportedOperationException unfinished(String what) {
        return new UnsupportedOperationException(what);
    }
}
