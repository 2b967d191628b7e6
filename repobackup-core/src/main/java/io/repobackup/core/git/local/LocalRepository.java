package io.repobackup.core.git.local;

import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A repository on disk, as its own files describe it.
 *
 * @param path what the user named
 * @param directory where HEAD, objects and refs are
 * @param format the hash function
 * @param refStorage how refs are kept: {@code files}, or another of git's words
 * @param shallow the commits whose parents it does not have
 * @param partial whether it is a clone that leaves out objects on purpose
 * @param flaws why a backup of it cannot be complete
 */
record LocalRepository(
        Path path,
        Path directory,
        ObjectFormat format,
        String refStorage,
        Set<ObjectId> shallow,
        boolean partial,
        List<String> flaws) {

    /** Reads what kind of repository this path is. */
    static LocalRepository at(Path path) {
        return new RepositoryInspection(path).repository();
    }

    boolean keepsRefsInFiles() {
        return refStorage.equals("files");
    }
}
