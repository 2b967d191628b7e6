package io.repobackup.core.git.bare;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.refs.ObjectId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Copies packs and indexes into a repository. */
final class PackFiles {

    private final Path directory;
    private final Disk disk;
    private final Parallel parallel;

    PackFiles(Path directory, Disk disk, Parallel parallel) {
        this.directory = directory;
        this.disk = disk;
        this.parallel = parallel;
    }

    void copyAll(List<PackSupply> packs) {
        parallel.run(packs.stream()
                .flatMap(pack -> Stream.<Runnable>of(() -> copyIndex(pack), () -> copyPack(pack)))
                .toList());
    }

    private void copyPack(PackSupply pack) {
        Path file = directory.resolve("pack-" + pack.name() + ".pack");
        copy(pack::openPack, file);
        requireName(file, pack.name(), 1);
    }

    private void copyIndex(PackSupply pack) {
        Path file = directory.resolve("pack-" + pack.name() + ".idx");
        copy(pack::openIndex, file);
        requireName(file, pack.name(), 2);
    }

    private void copy(Supplier<InputStream> supply, Path file) {
        try (InputStream in = supply.get()) {
            disk.copy(in, file, parallel::isStopped);
        } catch (IOException e) {
            throw new UnavailableException("Closing what was copied to " + file + " failed; restore again", e);
        }
    }

    /** A pack ends with its name; an index with the name of its pack and a checksum of its own. */
    private void requireName(Path file, ObjectId name, int idsToTheEnd) {
        if (parallel.isStopped()) {
            return;
        }
        int width = name.format().sizeInBytes();
        byte[] found = disk.readNearEnd(file, idsToTheEnd * width, width);
        if (!Arrays.equals(found, name.bytes())) {
            throw new CorruptedException(
                    "The supplied content of " + file.getFileName(), "pack " + name, "pack " + ObjectId.of(found));
        }
    }
}
