package io.repobackup.core.restore;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.restore.Fidelity;
import io.repobackup.api.restore.Journal;
import io.repobackup.api.restore.RestorableSubject;
import io.repobackup.api.restore.RestoreContext;
import io.repobackup.api.restore.RestoreTarget;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import io.repobackup.api.subject.SubjectId;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    private final TargetDirectory directory;
    private final Places places = new Places();

    private DirectoryTarget(TargetDirectory directory) {
        this.directory = directory;
    }

    /**
     * The target for an empty directory, for one that does not exist yet, or for one with an unfinished restore, which
     * then goes on.
     *
     * @throws ConflictException when something is in the directory
     * @throws MisconfiguredException when the path is no directory or cannot be read
     */
    public static DirectoryTarget into(Path directory) {
        TargetDirectory target = TargetDirectory.at(directory);
        target.beginOrGoOn();
        return new DirectoryTarget(target);
    }

    @Override
    public Fidelity assess(RestorableSubject subject) {
        List<String> parts = subject.parts().stream().map(Part::name).toList();
        return new Fidelity(parts, List.of(), List.of());
    }

    @Override
    public OptionalLong freeSpaceInBytes() {
        return directory.freeSpaceInBytes();
    }

    @Override
    public void restore(RestorableSubject subject, RestoreContext context) {
        Path place = place(subject, context.journal());
        directory.makeRoomFor(place);
        for (Part part : subject.parts()) {
            context.checkCancelled();
            Path destination = subject.gitParts().contains(part)
                    ? beside(place, repositorySuffix(part))
                    : place.resolve(SafeName.level(part.name()));
            if (!isDone(part, destination, context.journal())) {
                directory.refuseLinks(destination);
                context.journal().done("begun " + part, "");
                write(subject, part, destination, context);
                context.journal().done("done " + part, "");
            }
        }
    }

    /** The file that remembers an unfinished restore. */
    Path journalFile() {
        return directory.journal();
    }

    /** The restore is complete: nothing of its own stays behind. */
    void forgetJournal() {
        directory.forgetJournal();
    }

    private static void write(RestorableSubject subject, Part part, Path destination, RestoreContext context) {
        if (subject.gitParts().contains(part)) {
            subject.writeRepository(part, destination);
        } else {
            new PartFiles(subject, part, context).writeTo(destination);
        }
    }

    /** A destination appears by one rename: one that was begun and is there is complete. */
    private static boolean isDone(Part part, Path destination, Journal journal) {
        return journal.find("done " + part).isPresent()
                || (journal.find("begun " + part).isPresent() && Files.exists(destination));
    }

    private static String repositorySuffix(Part part) {
        return part.equals(Part.GIT) ? ".git" : "." + SafeName.level(part.name()) + ".git";
    }

    private static Path beside(Path place, String suffix) {
        return place.resolveSibling(place.getFileName() + suffix);
    }

    /** A subject has this place from a restore that was interrupted. */
    void reserve(SubjectId subject, String place) {
        places.claim(subject, place, List.of(place + ".git"));
    }

    private Path place(RestorableSubject subject, Journal journal) {
        Optional<String> before = journal.find("place");
        if (before.isPresent()) {
            return directory.resolve(inside(before.get()));
        }
        String free = candidates(subject.subject())
                .filter(path -> isFree(path, subject))
                .findFirst()
                .orElseThrow();
        journal.done("place", free);
        return directory.resolve(free);
    }

    /** A journal is a file that others may have changed. */
    private String inside(String place) {
        if (!SafeName.isPath(place)) {
            throw new CorruptedException(journalFile().toString(), "places inside of the directory", place);
        }
        return place;
    }

    /** The name, then the name with ever more that tells it apart. */
    private static Stream<String> candidates(Subject subject) {
        String id = SafeName.level(subject.id().id());
        String named = SafeName.path(subject.name());
        String apart = named + "~"
                + SafeName.digest(subject.id().host() + "\n" + subject.id().id());
        return Stream.concat(
                Stream.of(named, named + "~" + id),
                IntStream.iterate(1, number -> number + 1).mapToObj(number -> apart + "~" + number));
    }

    private boolean isFree(String path, RestorableSubject subject) {
        List<String> contents = contents(path, subject);
        return contents.stream().map(directory::resolve).noneMatch(DirectoryTarget::isThere)
                && places.claim(subject.subject().id(), path, contents);
    }

    private static boolean isThere(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<String> contents(String path, RestorableSubject subject) {
        return subject.parts().stream()
                .map(part -> subject.gitParts().contains(part)
                        ? path + repositorySuffix(part)
                        : path + "/" + SafeName.level(part.name()))
                .toList();
    }
}
