package io.repobackup.core.filesystem;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.NoSpaceException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells apart why a file could not be used. */
final class FileFailure {

    /** Less than this is full: a file system keeps some blocks to itself. */
    private static final long NEARLY_NOTHING = 64 << 10;

    private FileFailure() {}

    /**
     * The failure of a read to report.
     *
     * @param attempt what was attempted, on what: {@code Reading log/1 in /backup}
     */
    static RepobackupException ofReading(String attempt, IOException cause) {
        String seen = attempt + ": " + said(cause);
        if (cause instanceof ClosedByInterruptException) {
            Thread.currentThread().interrupt();
            return new CancelledException(seen + "; the thread was interrupted, run again when it suits", cause);
        }
        if (cause instanceof java.nio.file.AccessDeniedException) {
            return new AccessDeniedException(
                    seen + "; allow the user of this process to use it, or run as its owner", cause);
        }
        return new UnavailableException(
                seen + "; check that the place exists and can hold files, the disk and its mount, and run again",
                cause);
    }

    /**
     * The failure of a write to report.
     *
     * @param attempt what was attempted, on what: {@code Storing log/1 in /backup}
     * @param place a path on the file system in question, which need not exist
     */
    static RepobackupException ofWriting(String attempt, Path place, IOException cause) {
        RepobackupException failure = ofReading(attempt, cause);
        if (!(failure instanceof UnavailableException)) {
            return failure;
        }
        String seen = attempt + ": " + said(cause);
        if (isReadOnly(place, cause)) {
            return new AccessDeniedException(
                    seen + "; mount the file system for writing, or use another directory", cause);
        }
        if (isFull(place, cause)) {
            return new NoSpaceException(seen + "; free space there, or raise the quota, and run again", cause);
        }
        return failure;
    }

    private static String said(IOException cause) {
        return cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getClass().getSimpleName() + " " + cause.getMessage();
    }

    private static boolean isFull(Path place, IOException cause) {
        return says(cause, "No space left", "quota exceeded", "not enough space")
                || storeHas(place, store -> isRoomy(store) && store.getUsableSpace() < NEARLY_NOTHING);
    }

    /** What the system only pretends to be a disk, such as /proc, has no space at all and is not full. */
    private static boolean isRoomy(FileStore store) throws IOException {
        return store.getTotalSpace() > 0;
    }

    private static boolean isReadOnly(Path place, IOException cause) {
        return says(cause, "Read-only file system") || storeHas(place, FileStore::isReadOnly);
    }

    /** Only a hint: the system speaks the language of its user, so the state of the store is asked as well. */
    private static boolean says(IOException cause, String... phrases) {
        String message = String.valueOf(cause.getMessage());
        return Stream.of(phrases).anyMatch(message::contains);
    }

    private static boolean storeHas(Path place, StoreQuestion question) {
        Path existing = nearestExisting(place);
        try {
            return existing != null && question.holds(Files.getFileStore(existing));
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable Path nearestExisting(Path place) {
        Path candidate = place;
        while (candidate != null && !Files.exists(candidate)) {
            candidate = candidate.getParent();
        }
        return candidate;
    }

    private interface StoreQuestion {
        boolean holds(FileStore store) throws IOException;
    }
}
