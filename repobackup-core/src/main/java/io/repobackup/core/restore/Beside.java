package io.repobackup.core.restore;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.restore.RestoreContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Writes a directory beside its place first, so that it appears complete or not at all. <i>Confined to one thread.</i> */
final class Beside {

    /** Fills a directory. */
    interface Writing {
        void into(Path directory) throws IOException;
    }

    private final String what;
    private final RestoreContext context;

    /** @param what is written, for people */
    Beside(String what, RestoreContext context) {
        this.what = what;
        this.context = context;
    }

    void write(Path place, Writing writing) {
        try {
            Files.createDirectories(place.resolveSibling(""));
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                throw new ConflictException("Cannot restore " + what + " to " + place
                        + ": something is there; restore into an empty directory");
            }
            writeBeside(place, writing);
        } catch (IOException e) {
            throw failure(place, e);
        } catch (UncheckedIOException e) {
            throw failure(place, e);
        }
    }

    private void writeBeside(Path place, Writing writing) throws IOException {
        Path unfinished = Files.createDirectory(Leftovers.beside(place));
        try {
            writing.into(unfinished);
            context.checkCancelled();
            Files.move(unfinished, place);
        } catch (IOException | RuntimeException | Error e) {
            Leftovers.discard(unfinished, e);
            throw e;
        }
    }

    private RuntimeException failure(Path place, Exception e) {
        String attempted = "Cannot restore " + what + " to " + place;
        if (e instanceof FileAlreadyExistsException) {
            return new ConflictException(attempted + ": something is there; restore into an empty directory", e);
        }
        return new UnavailableException(
                attempted + " (" + e.getMessage() + "); check that the directory is writable and has space", e);
    }
}
