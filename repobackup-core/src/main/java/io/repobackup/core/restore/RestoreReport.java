package io.repobackup.core.restore;

import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.SubjectId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a restore ended, subject by subject.
 *
 * <p><i>Immutable.</i>
 *
 * @param entries every subject that was asked for
 * @param took how long it took in all
 */
public record RestoreReport(List<Entry> entries, Duration took) {

    /** Takes a copy. */
    public RestoreReport {
        entries = List.copyOf(entries);
    }

    /** The worst of all endings: a subject without a snapshot, or with a note, makes it incomplete. */
    public Severity severity() {
        return entries.stream().map(Entry::severity).reduce(Severity.OK, Severity::and);
    }

    /**
     * Fails when any subject failed, with the first failure as cause.
     *
     * @throws UnavailableException names the subjects
     */
    public void throwIfFailed() {
        List<Entry> failed =
                entries.stream().filter(entry -> entry.failure().isPresent()).toList();
        if (!failed.isEmpty()) {
            RepobackupException first = failed.get(0).failure().orElseThrow();
            throw new UnavailableException(
                    failed.size() + " subjects were not restored, the first of them "
                            + failed.get(0).subject() + ": " + first.getMessage(),
                    first);
        }
    }

    /**
     * One subject.
     *
     * @param subject which one
     * @param snapshot what was restored; empty when there is no snapshot at the moment that was asked for
     * @param failure why it was not restored
     * @param notes what was odd about its log, so that it may not be what was expected: void records, gaps, a lost end
     * @param bytes how much was read
     * @param took how long it took
     */
    public record Entry(
            SubjectId subject,
            Optional<SnapshotInfo> snapshot,
            Optional<RepobackupException> failure,
            List<String> notes,
            long bytes,
            Duration took) {

        /** Takes a copy. */
        public Entry {
            notes = List.copyOf(notes);
        }

        /** What the ending means for the whole; a note makes it at least incomplete. */
        public Severity severity() {
            if (failure.isPresent()) {
                return Severity.FAILED;
            }
            return snapshot.isPresent() && notes.isEmpty() ? Severity.OK : Severity.INCOMPLETE;
        }
    }
}
