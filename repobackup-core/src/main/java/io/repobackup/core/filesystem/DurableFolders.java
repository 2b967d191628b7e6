package io.repobackup.core.filesystem;

import io.repobackup.api.failure.ConflictException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes folders that outlast a power cut. Another thread or process may have made a folder and not yet forced it to the
 * disk, so each folder counts as durable only once this object has forced the entry that leads to it.
 *
 * <p><i>Thread-safe.</i>
 */
final class DurableFolders {

    private static final int MOST_REMEMBERED = 20_000;

    private final SinkRoot root;
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    DurableFolders(SinkRoot root) {
        this.root = root;
    }

    /** Makes a folder of the sink and those that lead to it, where they are missing. */
    void make(Path folder) throws IOException {
        if (durable.contains(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (folder.equals(root.directory())) {
            makeRoot(folder);
        } else if (parent != null) {
            make(parent);
            makeOne(folder);
            force(parent);
        }
        if (durable.size() >= MOST_REMEMBERED) {
            durable.clear();
        }
        durable.add(folder);
    }

    /** Forgets all folders, because one of them vanished. */
    void forget() {
        durable.clear();
    }

    /** Forces the entries of a folder to the disk, to the end even when the thread is interrupted. */
    static void force(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            // Elsewhere a folder cannot be opened, and its file system keeps its entries in a journal.
            return;
        }
        boolean interrupted = Thread.interrupted();
        while (!forcedUnlessInterrupted(folder)) {
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean forcedUnlessInterrupted(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }

    private static void makeRoot(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (Files.isDirectory(directory) || parent == null) {
            return;
        }
        makeRoot(parent);
        Files.createDirectories(directory);
        force(parent);
    }

    private void makeOne(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (Files.isRegularFile(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new ConflictException(
                        "Making the folder " + folder
                                + " of a sink: a blob has this name; use a key that is not below another key",
                        e);
            }
            root.refuseLinks(folder);
        }
    }
}
