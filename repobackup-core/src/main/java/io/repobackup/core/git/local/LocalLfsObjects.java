package io.repobackup.core.git.local;

import io.repobackup.api.capture.ContentReader;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.subject.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The LFS objects that a repository in a directory of this machine has itself.
 *
 * <p><i>Immutable.</i>
 *
 * @see <a href="https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md#the-server">Where git-lfs keeps them</a>
 */
public final class LocalLfsObjects implements ContentReader {

    private final Path repository;

    private LocalLfsObjects(Path repository) {
        this.repository = repository;
    }

    /** The objects of the repository at this path, which may be bare, or have a work tree around it. */
    public static LocalLfsObjects of(Path repository) {
        return new LocalLfsObjects(repository);
    }

    /** Where git-lfs keeps an object, given the directory {@code lfs} of a repository. */
    public static Path place(Path lfs, String oid) {
        return lfs.resolve("objects")
                .resolve(oid.substring(0, 2))
                .resolve(oid.substring(2, 4))
                .resolve(oid);
    }

    @Override
    public InputStream open(Subject subject, ContentRef content) {
        String oid = content.sha256().orElseThrow();
        try {
            return Files.newInputStream(place(RepositoryDirectory.of(repository).resolve("lfs"), oid));
        } catch (NoSuchFileException e) {
            throw new NotFoundException(
                    "missing on the server: the repository's own lfs/objects does not have it; git lfs fetch --all there"
                            + " gets it, if any server has it",
                    e);
        } catch (IOException e) {
            throw new UnavailableException(
                    "Reading the LFS objects of " + repository + " failed (" + e.getMessage() + ")", e);
        }
    }
}
