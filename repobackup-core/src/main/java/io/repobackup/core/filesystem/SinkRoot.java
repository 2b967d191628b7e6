package io.repobackup.core.filesystem;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.sink.BlobKey;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Where keys lie below the directory of a sink, and that nothing leads out of it. <i>Immutable.</i>
 *
 * @param directory absolute and normalised; it may be a symbolic link itself, or not exist yet
 */
record SinkRoot(Path directory) {

    Path fileOf(BlobKey key) {
        return directory.resolve(key.text());
    }

    /** The directory of bytes on their way; its dot keeps it out of the keys. */
    Path uploads() {
        return directory.resolve(".uploads");
    }

    /** Refuses a folder that exists and is reached through a symbolic link below the root. */
    void refuseLinks(Path folder) throws IOException {
        Path expected =
                directory.toRealPath().resolve(directory.relativize(folder)).normalize();
        Path real = folder.toRealPath();
        if (!real.equals(expected)) {
            throw new AccessDeniedException(
                    "Using the folder " + folder + " of a sink: a symbolic link on the way leads to "
                            + real
                            + ", and links are not followed; put a real directory in its place, or open the sink where the"
                            + " files are");
        }
    }

    /** What a path below the root is, links not followed; empty when there is nothing. */
    Optional<BasicFileAttributes> attributes(Path file) throws IOException {
        try {
            return FolderScan.attributes(file);
        } catch (FileSystemException e) {
            if (liesBelowAFile(file)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The system says so only in words of its user's language. */
    private boolean liesBelowAFile(Path file) {
        for (Path folder = file.getParent(); folder != null && !folder.equals(directory); folder = folder.getParent()) {
            if (Files.isRegularFile(folder, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
