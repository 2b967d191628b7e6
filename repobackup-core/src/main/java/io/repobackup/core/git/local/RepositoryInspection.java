package io.repobackup.core.git.local;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;

/** Reads what kind of repository a path is, and what keeps a backup of it from being complete. */
final class RepositoryInspection {

    private final Path path;

    RepositoryInspection(Path path) {
        this.path = path;
    }

    LocalRepository repository() {
        try {
            Path directory = RepositoryDirectory.of(path);
            Config config = config(directory);
            Set<ObjectId> shallow = shallow(directory);
            boolean partial = isPartialClone(directory, config);
            return new LocalRepository(
                    path,
                    directory,
                    ObjectFormat.parse(extension(config, "objectFormat", ObjectFormat.SHA1.word())),
                    extension(config, "refStorage", "files"),
                    shallow,
                    partial,
                    flaws(directory, partial, shallow));
        } catch (IOException e) {
            throw new UnavailableException(
                    "Reading the git repository " + path + " failed: " + e + "; check the disk and this user's rights",
                    e);
        } catch (ConfigInvalidException | IllegalArgumentException e) {
            throw new MisconfiguredException(
                    "Reading the git repository " + path + " failed: its files config or shallow are damaged ("
                            + e.getMessage() + "); see what git fsck says",
                    e);
        }
    }

    private static Config config(Path directory) throws IOException, ConfigInvalidException {
        Config config = new Config();
        Path file = directory.resolve("config");
        if (Files.exists(file)) {
            config.fromText(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return config;
    }

    private static String extension(Config config, String name, String otherwise) {
        String value = config.getString("extensions", null, name);
        return value == null ? otherwise : value;
    }

    private static Set<ObjectId> shallow(Path directory) throws IOException {
        Set<ObjectId> commits = new LinkedHashSet<>();
        for (String line : lines(directory.resolve("shallow"))) {
            commits.add(new ObjectId(line));
        }
        return commits;
    }

    private static List<String> flaws(Path directory, boolean partial, Set<ObjectId> shallow) throws IOException {
        List<String> flaws = new ArrayList<>();
        if (!shallow.isEmpty()) {
            flaws.add("the repository is shallow: it does not have the parents of " + shallow.size()
                    + " commits; git fetch --unshallow would bring them");
        }
        if (!lines(directory.resolve("info/grafts")).isEmpty()) {
            flaws.add("the repository has grafts, which replace parents of commits and are no part of its history; git"
                    + " replace --convert-graft-file would keep them");
        }
        if (partial) {
            flaws.add("the repository is a partial clone: its promisor packs leave out objects that only another host"
                    + " has; back up that host's repository");
        }
        return flaws;
    }

    private static boolean isPartialClone(Path directory, Config config) throws IOException {
        if (config.getString("extensions", null, "partialClone") != null
                || config.getSubsections("remote").stream()
                        .anyMatch(remote -> config.getBoolean("remote", remote, "promisor", false))) {
            return true;
        }
        Path packs = directory.resolve("objects/pack");
        if (!Files.isDirectory(packs)) {
            return false;
        }
        try (Stream<Path> files = Files.list(packs)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".promisor"));
        }
    }

    private static List<String> lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
