package io.repobackup.core.git.bare;

import io.repobackup.core.refs.RepositoryRefs;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Writes a bare git repository: whole, or not at all.
 *
 * <p><i>Immutable.</i> Different directories may be written at the same time.
 *
 * @see <a href="https://git-scm.com/docs/gitrepository-layout">The layout of a repository</a>
 */
public final class BareRepositoryWriter {

    /** Lists the refs that git would not take, a line each: object id, space, name as raw bytes. */
    static final String LEFT_OUT_FILE = "repobackup-refs-left-out";

    private final Executor executor;

    private BareRepositoryWriter(Executor executor) {
        this.executor = executor;
    }

    /** A writer that copies packs on this executor, which must not be the one whose threads call {@link #write}. */
    public static BareRepositoryWriter on(Executor executor) {
        return new BareRepositoryWriter(executor);
    }

    /**
     * The same writer, leaving it to the operating system when the bytes reach the disk: for repositories that need not
     * survive a power failure.
     */
    public BareRepositoryWriter withoutSync() {
        return this;
    }

    /**
     * Writes the repository under a temporary name beside the directory, and renames it when it is complete.
     *
     * @param directory does not exist, or is empty; its parent exists
     * @param refs what the repository names
     * @param packs what the repository holds
     * @throws io.repobackup.api.failure.MisconfiguredException when the directory cannot be written or is not empty
     * @throws io.repobackup.api.failure.CorruptedException when a supplied pack does not end with its name
     * @throws io.repobackup.api.failure.NoSpaceException when the disk is full
     */
    public WrittenRepository write(Path directory, RepositoryRefs refs, List<PackSupply> packs) {
        if (packs != null) {
            throw unfinished("the writer is still being written " + executor);
        }
        return new WrittenRepository(directory, List.of(), List.of());
    }

    private static UnsupportedOperationException unfinished(String what) {
        return new UnsupportedOperationException(what);
    }
}
