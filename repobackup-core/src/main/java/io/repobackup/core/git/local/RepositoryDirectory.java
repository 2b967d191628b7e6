package io.repobackup.core.git.local;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Finds the directory with HEAD, objects and refs from the path that a user names. */
final class RepositoryDirectory {

    private static final String POINTER = "gitdir:";

    private RepositoryDirectory() {}

    /** Below a work tree, behind the pointer of a submodule or of a linked work tree, or the path itself. */
    static Path of(Path path) throws IOException {
        requireReadable(path);
        Path dotGit = path.resolve(".git");
        Path own = Files.isRegularFile(dotGit) ? pointee(path, dotGit) : Files.isDirectory(dotGit) ? dotGit : path;
        Path directory = common(own);
        if (!Files.exists(directory.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)
                || !Files.isDirectory(directory.resolve("objects"))
                || !Files.isDirectory(directory.resolve("refs"))) {
            throw new MisconfiguredException("Reading the git repository " + path + " failed: " + directory
                    + " is no git repository, for HEAD, objects and refs are not all there; name a work tree with .git,"
                    + " or a bare repository");
        }
        return directory;
    }

    private static void requireReadable(Path path) throws IOException {
        try {
            if (!Files.readAttributes(path, BasicFileAttributes.class).isDirectory()) {
                throw new MisconfiguredException("Reading the git repository " + path
                        + " failed: it is a file; name the directory of a repository");
            }
        } catch (NoSuchFileException e) {
            throw new NotFoundException(
                    "Reading the git repository " + path + " failed: there is no such directory; check the path", e);
        } catch (java.nio.file.AccessDeniedException e) {
            throw new AccessDeniedException(
                    "Reading the git repository " + path
                            + " failed: this user may not look there; grant it read access",
                    e);
        }
    }

    private static Path pointee(Path path, Path pointer) throws IOException {
        String text = Files.readString(pointer, StandardCharsets.UTF_8).strip();
        if (!text.startsWith(POINTER)) {
            throw new MisconfiguredException("Reading the git repository " + path + " failed: " + pointer
                    + " is a file that does not begin with '" + POINTER + "'; name the repository itself");
        }
        return path.resolve(text.substring(POINTER.length()).strip()).normalize();
    }

    /** A linked work tree shares everything but its HEAD with the repository that it belongs to. */
    private static Path common(Path own) throws IOException {
        Path pointer = own.resolve("commondir");
        return Files.isRegularFile(pointer)
                ? own.resolve(Files.readString(pointer, StandardCharsets.UTF_8).strip())
                        .normalize()
                : own;
    }
}
