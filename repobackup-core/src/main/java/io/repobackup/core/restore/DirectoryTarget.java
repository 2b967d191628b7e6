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
 * acme/tool.git/lfs/objects/        its LFS objects, as git-lfs keeps them
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
        String place = place(subject, context.journal());
        directory.makeRoomFor(directory.resolve(place));
        for (Part part : subject.parts()) {
            context.checkCancelled();
            Path destination = directory.resolve(path(place, part, subject));
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
        } else if (isLfs(part, subject)) {
            new LfsFiles(subject, part, context).writeTo(destination);
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

    private static boolean isLfs(Part part, RestorableSubject subject) {
        return part.equals(Part.LFS) || isWithRepository(part, subject);
    }

    /** Whether a part holds the LFS objects of a repository that is restored as well. */
    private static boolean isWithRepository(Part part, RestorableSubject subject) {
        return part.withoutLfs().filter(subject.gitParts()::contains).isPresent();
    }

    /** Where a part is restored. A repository is written before its LFS objects, as parts come in the order of their names. */
    private static String path(String place, Part part, RestorableSubject subject) {
        if (subject.gitParts().contains(part)) {
            return place + repositorySuffix(part);
        }
        return isWithRepository(part, subject)
                ? place + repositorySuffix(part.withoutLfs().orElseThrow()) + "/lfs"
                : place + "/" + SafeName.level(part.name());
    }

    /** A subject has this place from a restore that was interrupted. */
    void reserve(SubjectId subject, String place) {
        places.claim(subject, place, List.of(place + ".git"));
    }

    private String place(RestorableSubject subject, Journal journal) {
        Optional<String> before = journal.find("place");
        if (before.isPresent()) {
            return inside(before.get());
        }
        String free = candidates(subject.subject())
                .filter(path -> isFree(path, subject))
                .findFirst()
                .orElseThrow();
        journal.done("place", free);
        return free;
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
        return subject.parts().stream().map(part -> path(path, part, subject)).toList();
    }
}
