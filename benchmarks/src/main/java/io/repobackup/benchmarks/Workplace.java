package io.repobackup.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The directory that everything is written below. */
record Workplace(Path directory) {

    /** An empty workplace; what was there must be one, and is removed. */
    static Workplace cleared(Path directory) {
        Path mark = directory.resolve("workplace-of-benchmarks");
        try {
            if (Files.exists(directory) && !Files.exists(mark)) {
                throw new IllegalArgumentException(directory + " is there and no workplace of an earlier run;"
                        + " name a directory that does not exist");
            }
            Workplace workplace = new Workplace(directory.toAbsolutePath());
            workplace.remove(directory);
            Files.createDirectories(workplace.scratch());
            Files.createDirectories(workplace.served());
            Files.createFile(mark);
            return workplace;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server serves. */
    Path served() {
        return directory.resolve("served");
    }

    /** Where the library may keep what it needs during a run. */
    Path scratch() {
        return directory.resolve("scratch");
    }

    Path place(String name) {
        return directory.resolve(name);
    }

    void remove(Path tree) {
        if (Files.exists(tree)) {
            below(tree)
                    .sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }

    /** Waits until what was written is on the disk, so that nobody pays for what was before. */
    void settle() {
        try {
            new ProcessBuilder("sync").start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("cannot run sync", e);
        }
    }

    /** The bytes of all files below a directory. */
    static long size(Path tree) {
        return below(tree)
                .filter(Files::isRegularFile)
                .mapToLong(file -> file.toFile().length())
                .sum();
    }

    static Stream<Path> below(Path tree) {
        try (Stream<Path> all = Files.walk(tree)) {
            return all.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
