package io.repobackup.core.restore;

import io.repobackup.api.restore.Journal;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.restore.RestoreEngine.Restoring;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The journal of a restore: a file where there is a place for one, memory otherwise. <i>Thread-safe.</i> */
final class RestoreJournal implements AutoCloseable {

    private final @Nullable FileJournal file;
    private final @Nullable DirectoryTarget directory;

    private RestoreJournal(@Nullable FileJournal file, @Nullable DirectoryTarget directory) {
        this.file = file;
        this.directory = directory;
    }

    static RestoreJournal of(Restoring settings) {
        Path chosen = settings.journal();
        if (chosen != null) {
            return new RestoreJournal(FileJournal.open(chosen), null);
        }
        return settings.target() instanceof DirectoryTarget target
                ? new RestoreJournal(FileJournal.open(target.journalFile()), target)
                : new RestoreJournal(null, null);
    }

    /** The place that a subject had in an interrupted restore is given to no other. */
    void reserve(SubjectId subject) {
        if (directory != null) {
            of(subject).find("place").ifPresent(place -> directory.reserve(subject, place));
        }
    }

    Journal of(SubjectId subject) {
        return file == null ? inMemory() : file.of(subject);
    }

    /** Everything is restored: there is nothing to go on with. */
    void complete() {
        if (file != null) {
            file.delete();
        }
        if (directory != null) {
            directory.forgetJournal();
        }
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }

    private static Journal inMemory() {
        Map<String, String> steps = new ConcurrentHashMap<>();
        return new Journal() {
            @Override
            public Optional<String> find(String step) {
                return Optional.ofNullable(steps.get(step));
            }

            @Override
            public void done(String step, String result) {
                steps.put(step, result);
            }
        };
    }
}
