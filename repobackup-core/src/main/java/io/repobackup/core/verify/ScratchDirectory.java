package io.repobackup.core.verify;

import io.repobackup.api.failure.MisconfiguredException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A fresh directory that is gone with all that is in it when it is closed. <i>Confined to one thread.</i> */
final class ScratchDirectory implements AutoCloseable {

    /** Threads of a restore that was cancelled may write their last file while it is removed. */
    private static final int ATTEMPTS = 8;

    private final Path path;

    private ScratchDirectory(Path path) {
        this.path = path;
    }

    static ScratchDirectory in(Path scratch) {
        try {
            return new ScratchDirectory(Files.createTempDirectory(scratch, "repobackup-drill-"));
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "A drill cannot restore into " + scratch + " (" + e + "); name a directory that can be written", e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        for (int attempt = 1; Files.exists(path); attempt++) {
            try {
                Files.walkFileTree(path, new Removal());
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new MisconfiguredException(
                            "A drill could not remove " + path + " (" + e + "); remove it by hand", e);
                }
            }
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
