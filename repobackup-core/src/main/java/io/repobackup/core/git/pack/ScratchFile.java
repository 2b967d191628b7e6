package io.repobackup.core.git.pack;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NoSpaceException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A temporary file that is written once from its beginning, read anywhere, and gone when closed. */
final class ScratchFile implements AutoCloseable {

    private static final long ROOM_TO_SPARE = 1 << 20;

    private final Path directory;
    private final FileChannel channel;

    private ScratchFile(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static ScratchFile in(Path directory) {
        try {
            Path file = Files.createTempFile(directory, "repobackup-pack-", ".tmp");
            return new ScratchFile(
                    directory,
                    FileChannel.open(
                            file,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "No scratch file can be made in " + directory + "; name a directory that exists and is writable",
                    e);
        }
    }

    /** Refuses when the directory has no room for a file of this many bytes. */
    static void requireRoom(Path directory, long bytes) {
        long usable;
        try {
            usable = Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "The scratch directory " + directory + " cannot be examined; name one that exists", e);
        }
        if (usable < bytes) {
            throw new NoSpaceException("The scratch directory " + directory + " has " + usable + " bytes free, but "
                    + bytes + " are needed for a pack; free space, or name another directory");
        }
    }

    void append(byte[] bytes, int offset, int length) {
        ByteBuffer source = ByteBuffer.wrap(bytes, offset, length);
        try {
            while (source.hasRemaining()) {
                channel.write(source);
            }
        } catch (IOException e) {
            throw failed("Writing", e);
        }
    }

    int read(long position, byte[] into, int length) {
        try {
            return channel.read(ByteBuffer.wrap(into, 0, length), position);
        } catch (IOException e) {
            throw failed("Reading", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UnavailableException("Removing a scratch file in " + directory + " failed; remove it by hand", e);
        }
    }

    private RepobackupException failed(String what, IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return new CancelledException(what + " a scratch file was interrupted; run again when it suits", cause);
        }
        try {
            requireRoom(directory, ROOM_TO_SPARE);
        } catch (NoSpaceException full) {
            cause.addSuppressed(full);
            return new NoSpaceException(
                    what + " a scratch file in " + directory
                            + " failed, for it is full; free space, or name another directory",
                    cause);
        }
        return new UnavailableException(
                what + " a scratch file in " + directory + " failed: " + cause + "; look at the disk", cause);
    }
}
