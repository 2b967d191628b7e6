package io.repobackup.core.restore;

import io.repobackup.api.failure.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What a killed restore leaves under temporary names: never a repository or a part, and safe to remove. */
final class Leftovers {

    private static final String BEGIN = ".repobackup-";
    private static final String END = ".partial";

    private Leftovers() {}

    /** A fresh temporary name beside a destination, which {@link #clear} finds again. */
    static Path beside(Path destination) {
        return destination.resolveSibling(BEGIN + UUID.randomUUID() + END);
    }

    /** Removes what is left below a directory. */
    static void clear(Path directory) {
        try {
            for (Path leftover : find(directory)) {
                remove(leftover);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new UnavailableException(
                    "Cannot clear what an interrupted restore left in " + directory + " (" + e + "); remove the "
                            + BEGIN + "*" + END + " directories by hand",
                    e);
        }
    }

    private static List<Path> find(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Leftovers::isLeftover).toList();
        }
    }

    private static boolean isLeftover(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(BEGIN) && name.endsWith(END);
    }

    /** Removes what was written under a temporary name, after a failure that is told instead of one of this. */
    static void discard(Path leftover, Throwable why) {
        try {
            remove(leftover);
        } catch (IOException | UncheckedIOException e) {
            why.addSuppressed(e);
        }
    }

    private static void remove(Path leftover) throws IOException {
        try (Stream<Path> paths = Files.walk(leftover)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
