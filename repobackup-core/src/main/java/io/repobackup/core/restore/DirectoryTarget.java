package io.repobackup.core.restore;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.restore.Fidelity;
import io.repobackup.api.restore.RestorableSubject;
import io.repobackup.api.restore.RestoreContext;
import io.repobackup.api.restore.RestoreTarget;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import io.repobackup.api.subject.SubjectId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A directory that subjects are brought back into: bare repositories that git can use as they are, and the other parts
 * as JSON lines.
 *
 * <pre>
 * acme/tool.git                     the repository
 * acme/tool.wiki.git                any other git part, by its name
 * acme/tool/issues/comments.jsonl   the items of one kind of a part
 * acme/tool/issues/content/         linked content, named by digest; contents.jsonl tells which is which
 * </pre>
 *
 * <p>Characters that are unsafe in file names appear as {@code %xx}. Two subjects of one name are kept apart by their
 * ids. Each repository and each part appears complete or not at all.
 *
 * <p><i>Thread-safe.</i>
 */
public final class DirectoryTarget implements RestoreTarget {

    private final Path directory;
    private final Map<String, SubjectId> taken = new ConcurrentHashMap<>();

    private DirectoryTarget(Path directory) {
        this.directory = directory;
    }

    /**
     * The target for an empty directory, or for one that does not exist yet.
     *
     * @throws ConflictException when something is in the directory
     * @throws MisconfiguredException when the path is no directory or cannot be read
     */
    public static DirectoryTarget into(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        if (Files.exists(absolute)) {
            refuseUnlessEmpty(absolute);
        }
        return new DirectoryTarget(absolute);
    }

    @Override
    public Fidelity assess(RestorableSubject subject) {
        List<String> parts = subject.parts().stream().map(Part::name).toList();
        return new Fidelity(parts, List.of(), List.of());
    }

    @Override
    public OptionalLong freeSpaceInBytes() {
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

    @Override
    public void restore(RestorableSubject subject, RestoreContext context) {
        Path place = place(subject.subject());
        makeRoomFor(place);
        for (Part part : subject.parts()) {
            context.checkCancelled();
            if (subject.gitParts().contains(part)) {
                subject.writeRepository(part, beside(place, repositorySuffix(part)));
            } else {
                new PartFiles(subject, part, context).writeTo(place.resolve(SafeName.level(part.name())));
            }
        }
    }

    /** Where a part of a subject comes to lie, for telling people. */
    Path place(Subject subject, Part part) {
        Path place = place(subject);
        return part.equals(Part.GIT) ? beside(place, repositorySuffix(part)) : place;
    }

    private static String repositorySuffix(Part part) {
        return part.equals(Part.GIT) ? ".git" : "." + SafeName.level(part.name()) + ".git";
    }

    private static Path beside(Path place, String suffix) {
        return place.resolveSibling(place.getFileName() + suffix);
    }

    private Path place(Subject subject) {
        String path = SafeName.path(subject.name());
        SubjectId owner = taken.computeIfAbsent(path.toLowerCase(Locale.ROOT), free -> subject.id());
        return directory.resolve(
                owner.equals(subject.id())
                        ? path
                        : path + "~" + SafeName.level(subject.id().id()));
    }

    private static void makeRoomFor(Path place) {
        try {
            Files.createDirectories(place.resolveSibling(""));
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "Cannot restore to " + place + ": its directory cannot be made (" + e
                            + "); name a directory that can be written",
                    e);
        }
    }

    private static void refuseUnlessEmpty(Path directory) {
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
