package io.repobackup.core.git.bare;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NoSpaceException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Writes new files, and says in our own words what went wrong. */
final class Disk {

    private static final long ROOM_TO_SPARE = 1 << 20;
    private static final int COPY_BUFFER = 1 << 17;

    private final Durability durability;

    /** When bytes have to be on the disk. */
    enum Durability {
        /** Before the repository appears in its place. */
        SYNCED,
        /** When the operating system likes. */
        LAZY
    }

    Disk(Durability durability) {
        this.durability = durability;
    }

    void createDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    /** Writes a file that is not there yet, and the directories above it. */
    void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel out = create(file)) {
                writeFully(out, ByteBuffer.wrap(content));
                sync(out);
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** Copies the stream to a file that is not there yet, until told to stop. */
    void copy(InputStream in, Path file, BooleanSupplier stopped) {
        byte[] buffer = new byte[COPY_BUFFER];
        try (FileChannel out = create(file)) {
            for (int count = read(in, buffer, file); count >= 0 && !stopped.getAsBoolean(); ) {
                writeFully(out, ByteBuffer.wrap(buffer, 0, count));
                count = read(in, buffer, file);
            }
            sync(out);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** Some bytes at a distance from the end of a file, or fewer when the file is shorter. */
    byte[] readNearEnd(Path file, int distance, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try (FileChannel in = FileChannel.open(file)) {
            in.position(Math.max(0, in.size() - distance));
            while (bytes.hasRemaining() && in.read(bytes) >= 0) {}
            return bytes.array();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** Makes sure that the names in this directory, and in those below it, are on the disk. */
    void syncTree(Path directory) {
        tree(directory).filter(Files::isDirectory).forEach(this::syncDirectory);
    }

    /** Makes sure that the names in this directory are on the disk. */
    void syncDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory)) {
            sync(channel);
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    /** Gives a directory its final name, which belongs to nothing or to an empty directory. */
    void rename(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "The repository could not be put to " + to
                            + "; name a directory that does not exist or is empty, on one file system with its parent",
                    e);
        }
    }

    /** Removes a directory with all that is in it. */
    void remove(Path directory) {
        try {
            for (Path path : tree(directory).sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    private static Stream<Path> tree(Path directory) {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.toList().stream();
        } catch (IOException | UncheckedIOException e) {
            throw failed(directory, e);
        }
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private void sync(FileChannel out) throws IOException {
        if (durability == Durability.SYNCED) {
            out.force(true);
        }
    }

    private static int read(InputStream in, byte[] buffer, Path file) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new UnavailableException("Reading what belongs into " + file + " broke off; restore again", e);
        }
    }

    private static RepobackupException failed(Path file, Exception cause) {
        if (cause instanceof ClosedByInterruptException) {
            return new CancelledException("Writing " + file + " was interrupted; restore again", cause);
        }
        Path there = file;
        try {
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            if (Files.getFileStore(there).getUsableSpace() < ROOM_TO_SPARE) {
                return new NoSpaceException("The disk is full while " + file + " was written; free space", cause);
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return new MisconfiguredException(
                "Writing " + file + " failed: " + cause + "; name a directory that is writable", cause);
    }
}
