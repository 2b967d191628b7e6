package io.repobackup.core.verify;

import io.repobackup.api.subject.Part;
import io.repobackup.core.git.local.RepositoryCheck;
import io.repobackup.core.git.local.RepositoryProof;
import io.repobackup.core.vault.ContentEntry;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.MetadataContent;
import io.repobackup.core.vault.StoredGit;
import io.repobackup.core.vault.StoredMetadata;
import io.repobackup.core.vault.SubjectContents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares what a drill brought back with the record that it was brought back from. <i>Used once, by one thread.</i> */
final class DrillComparison {

    private final SubjectContents contents;
    private final WatchedSubject restored;
    private final Path scratch;
    private final List<String> flaws = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long objects;
    private long items;

    DrillComparison(SubjectContents contents, WatchedSubject restored, Path scratch) {
        this.contents = contents;
        this.restored = restored;
        this.scratch = scratch;
    }

    void compare(LogRecord record) {
        for (Part part : record.parts().keySet()) {
            record.git(part).ifPresent(git -> compare(part, git));
            record.metadata(part).ifPresent(metadata -> compare(part, metadata));
        }
    }

    /** What is not as the record says. */
    List<String> flaws() {
        return flaws;
    }

    /** What refs reach and is not there. */
    List<String> missing() {
        return missing;
    }

    /** What is odd and breaks nothing. */
    List<String> notes() {
        return notes;
    }

    long objects() {
        return objects;
    }

    long items() {
        return items;
    }

    private void compare(Part part, StoredGit git) {
        Optional<Path> directory = restored.repository(part);
        if (directory.isEmpty()) {
            flaws.add(part.name() + ": no repository was written");
            return;
        }
        RepositoryProof proof = RepositoryCheck.of(directory.get(), scratch)
                .against(contents.git(git).refs());
        objects += proof.objects();
        proof.flaws().forEach(flaw -> flaws.add(part.name() + ": " + flaw));
        proof.missing().forEach(text -> missing.add(part.name() + ": " + text));
        proof.notes().forEach(note -> notes.add(part.name() + ": " + note));
    }

    private void compare(Part part, StoredMetadata stored) {
        MetadataContent recorded = contents.metadata(stored);
        Set<String> kinds = new TreeSet<>(recorded.ids().keySet());
        kinds.addAll(restored.kinds(part));
        for (String kind : kinds) {
            long known = recorded.ids().getOrDefault(kind, Set.of()).size();
            count(part, kind, known, restored.items(part, kind));
        }
        long linked = recorded.contents().values().stream()
                .map(ContentEntry::stored)
                .filter(Optional::isPresent)
                .count();
        count(part, "contents", linked, restored.contentsTaken(part));
    }

    private void count(Part part, String what, long recorded, long found) {
        items += found;
        if (found != recorded) {
            flaws.add(part.name() + ": " + found + " " + what + " came back, and the record knows " + recorded);
        }
    }
}
