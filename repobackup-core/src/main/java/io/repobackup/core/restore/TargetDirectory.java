package io.repobackup.core.restore;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.UnavailableException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The directory that a restore fills: empty at the beginning, with a journal until the end. <i>Immutable.</i> */
final class TargetDirectory {

    private final Path directory;

    private TargetDirectory(Path directory) {
        this.directory = directory;
    }

    static TargetDirectory at(Path directory) {
        return new TargetDirectory(directory.toAbsolutePath().normalize());
    }

    /** Begins with nothing, or goes on with what an unfinished restore left. */
    void beginOrGoOn() {
        if (Files.exists(journal())) {
            Leftovers.clear(directory);
        } else if (Files.exists(directory)) {
            dropEmptyJournalFolder();
            refuseUnlessEmpty();
        }
    }

    Path resolve(String place) {
        return directory.resolve(place);
    }

    /** The file that remembers an unfinished restore. */
    Path journal() {
        return journalFolder().resolve("journal.jsonl");
    }

    /** The restore is complete: nothing of its own stays behind. */
    void forgetJournal() {
        try {
            Files.deleteIfExists(journal());
            Files.deleteIfExists(journalFolder());
        } catch (IOException e) {
            throw new UnavailableException(
                    "The restore is complete, but its journal " + journal() + " cannot be removed (" + e
                            + "); remove it by hand",
                    e);
        }
    }

    OptionalLong freeSpaceInBytes() {
        Path existing = directory;
        while (!Files.exists(existing)) {
            Path parent = existing.getParent();
            if (parent == null) {
                return OptionalLong.empty();
            }
            existing = parent;
        }
        try {
            return OptionalLong.of(Files.getFileStore(existing).getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Makes the folder that a place lies in. */
    void makeRoomFor(Path place) {
        try {
            refuseLinks(place);
            Files.createDirectories(place.resolveSibling(""));
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "Cannot restore to " + place + ": its directory cannot be made (" + e
                            + "); name a directory that can be written",
                    e);
        }
    }

    /** What somebody else put there must not lead what is restored to another place. */
    void refuseLinks(Path destination) {
        Path path = directory;
        for (Path level : directory.relativize(destination)) {
            path = path.resolve(level);
            if (Files.isSymbolicLink(path)) {
                throw new ConflictException("Cannot restore to " + destination + ": " + path
                        + " is a symbolic link; remove it, or restore into an empty directory");
            }
        }
    }

    private Path journalFolder() {
        return directory.resolve(".repobackup-restore");
    }

    /** A restore that was killed before it wrote its journal, or after it removed it, left the folder of it behind. */
    private void dropEmptyJournalFolder() {
        Path folder = journalFolder();
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "Cannot restore into " + directory + ": " + folder + " is there without a journal, and cannot be"
                            + " removed (" + e + "); name an empty or new directory",
                    e);
        }
    }

    private void refuseUnlessEmpty() {
        if (!Files.isDirectory(directory)) {
            throw new MisconfiguredException(
                    "Cannot restore into " + directory + ": it is no directory; name an empty or new directory");
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            if (entries.iterator().hasNext()) {
                throw new ConflictException("Cannot restore into " + directory
                        + ": it is not empty, and a restore never replaces anything; name an empty or new directory");
            }
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "Cannot restore into " + directory + ": it cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
