package io.repobackup.core.git.bare;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.core.git.bare.Disk.Durability;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.RepositoryRefs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Writes a bare git repository: whole, or not at all.
 *
 * <p>HEAD becomes what it was. One that the host did not show points to {@code refs/heads/main} when that is there and
 * {@code refs/heads/master} is not, else to {@code refs/heads/master}.
 *
 * <p><i>Immutable.</i> Different directories may be written at the same time.
 *
 * @see <a href="https://git-scm.com/docs/gitrepository-layout">The layout of a repository</a>
 */
public final class BareRepositoryWriter {

    /** Lists the refs that git would not take, a line each: object id, space, name as raw bytes. */
    public static final String LEFT_OUT_FILE = "repobackup-refs-left-out";

    private static final List<String> SKELETON = List.of("objects/pack", "objects/info", "refs/heads", "refs/tags");

    private final Executor executor;
    private final Durability durability;

    private BareRepositoryWriter(Executor executor, Durability durability) {
        this.executor = executor;
        this.durability = durability;
    }

    /**
     * A writer that copies packs and indexes on this executor, as many at a time as that runs. All files and directories
     * are forced to the disk before the repository appears in its place.
     *
     * @param executor not one with a bound whose threads call {@link #write}, for they would wait for themselves
     */
    public static BareRepositoryWriter on(Executor executor) {
        return new BareRepositoryWriter(executor, Durability.SYNCED);
    }

    /**
     * The same writer, leaving it to the operating system when the bytes reach the disk: for repositories that need not
     * survive a power failure, such as those of a restore drill.
     */
    public BareRepositoryWriter withoutSync() {
        return new BareRepositoryWriter(executor, Durability.LAZY);
    }

    /**
     * Writes the repository under a temporary name beside the directory, {@code .repobackup-*.partial}, and renames it when
     * it is complete. An interrupt of the calling thread stops it.
     *
     * @param directory does not exist, or is empty; its parent exists
     * @param refs what the repository names
     * @param packs what the repository holds
     * @throws io.repobackup.api.failure.MisconfiguredException when the directory cannot be written or is not empty
     * @throws io.repobackup.api.failure.CorruptedException when a supplied pack or index does not end with its name
     * @throws io.repobackup.api.failure.UnavailableException when a supplied stream breaks
     * @throws io.repobackup.api.failure.NoSpaceException when the disk is full
     * @throws io.repobackup.api.failure.CancelledException when the thread is interrupted
     */
    public WrittenRepository write(Path directory, RepositoryRefs refs, List<PackSupply> packs) {
        Path target = vacant(directory);
        Path staged = target.resolveSibling(".repobackup-" + UUID.randomUUID() + ".partial");
        Disk disk = new Disk(durability);
        SortedRefs sorted = new SortedRefs(refs.refs());
        try {
            SKELETON.forEach(name -> disk.createDirectory(staged.resolve(name)));
            new PackFiles(staged.resolve("objects/pack"), disk, new Parallel(executor)).copyAll(packs);
            new RefFiles(refs, sorted).writeTo(staged, disk);
            disk.write(staged.resolve("config"), config(refs.format()));
            disk.syncTree(staged);
            disk.rename(staged, target);
        } catch (RuntimeException | Error e) {
            discard(staged, disk, e);
            throw e;
        }
        disk.syncDirectory(target.resolveSibling(""));
        return new WrittenRepository(directory, sorted.leftOut(), sorted.flattened());
    }

    private static Path vacant(Path directory) {
        try {
            if (!Files.exists(directory)) {
                Path absolute = directory.toAbsolutePath().normalize();
                return absolute.resolveSibling("").toRealPath().resolve(absolute.getFileName());
            }
            try (Stream<Path> found = Files.list(directory)) {
                if (found.findAny().isPresent()) {
                    throw new MisconfiguredException("The directory " + directory
                            + " is not empty, so no repository is restored into it; name an empty or a new one");
                }
            }
            return directory.toRealPath();
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "A repository cannot be written to " + directory + ": " + e
                            + "; name a new or empty directory in one that exists",
                    e);
        }
    }

    private static byte[] config(ObjectFormat format) {
        boolean plain = format == ObjectFormat.SHA1;
        String core = "[core]\n\trepositoryformatversion = " + (plain ? 0 : 1) + "\n\tfilemode = true\n\tbare = true\n";
        String extensions = plain ? "" : "[extensions]\n\tobjectformat = " + format.word() + "\n";
        return (core + extensions).getBytes(StandardCharsets.US_ASCII);
    }

    private static void discard(Path staged, Disk disk, Throwable why) {
        try {
            if (Files.exists(staged)) {
                disk.remove(staged);
            }
        } catch (RepobackupException e) {
            why.addSuppressed(e);
        }
    }
}
