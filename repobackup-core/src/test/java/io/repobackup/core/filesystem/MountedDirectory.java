package io.repobackup.core.filesystem;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system of its own, where this process may mount one. */
final class MountedDirectory implements AutoCloseable {

    private final Path directory;

    private MountedDirectory(Path directory) {
        this.directory = directory;
    }

    /** Skips the test loudly where mounting is not allowed. */
    static MountedDirectory ofOneMebibyte(Path directory) throws IOException {
        Files.createDirectories(directory);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory.toString()),
                "SKIPPED: this process may not mount a tmpfs; run as root on Linux to test full and read-only disks");
        return new MountedDirectory(directory);
    }

    Path path() {
        return directory;
    }

    void makeReadOnly() throws IOException {
        assumeTrue(
                run("mount", "-o", "remount,ro", directory.toString()), "SKIPPED: the tmpfs cannot be made read-only");
    }

    @Override
    public void close() throws IOException {
        run("umount", directory.toString());
    }

    private static boolean run(String... command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return false;
        }
        try {
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command[0], e);
        }
    }
}
