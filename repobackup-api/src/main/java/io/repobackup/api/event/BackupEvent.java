package io.repobackup.api.event;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.source.Lane;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that happened in a run. New kinds of events come with new versions, so a listener ignores what it does not
 * know.
 *
 * <p><i>Immutable.</i>
 */
public sealed interface BackupEvent {

    /** When it happened, by the run's clock. */
    Instant at();

    /**
     * The run has its inventory and begins to capture.
     *
     * @param at when
     * @param run the id of the run, as in its report
     * @param subjects how many subjects there are
     * @param parts how many parts will be looked at
     */
    record RunStarted(Instant at, String run, long subjects, long parts) implements BackupEvent {}

    /**
     * The capture of a part begins.
     *
     * @param at when
     * @param subject of what
     * @param part which part
     */
    record PartStarted(Instant at, Subject subject, Part part) implements BackupEvent {}

    /**
     * A capture has come this far. At most a few a second for each part.
     *
     * @param at when
     * @param subject of what
     * @param part which part
     * @param done how much is done
     * @param total how much there is, negative when unknown
     * @param unit what is counted: {@code bytes}, {@code objects}, {@code issues}
     */
    record Progress(Instant at, Subject subject, Part part, long done, long total, String unit)
            implements BackupEvent {}

    /**
     * A lane waits, and everything in it.
     *
     * @param at when
     * @param lane which lane
     * @param until when it goes on
     * @param why what it waits for
     */
    record Waiting(Instant at, Lane lane, Instant until, String why) implements BackupEvent {}

    /**
     * A part has its outcome. Once for each part of each subject, also for those that were not looked at.
     *
     * @param at when
     * @param subject of what
     * @param part which part
     * @param outcome how it ended
     * @param took how long it took, zero for what was not looked at
     */
    record PartEnded(Instant at, Subject subject, Part part, Outcome outcome, Duration took) implements BackupEvent {}

    /**
     * The catalog of the run is written, and one digest is over the last records of all logs of its source. Kept where nobody
     * can reach who writes to the vault, it shows later that something was lost or replaced. At most once in a run, before
     * its end; not where a catalog could not be written, or does not know all of these records yet.
     *
     * @param at when
     * @param run the id of the run
     * @param root the digest
     * @param subjects how many logs it is over
     */
    record RootComputed(Instant at, String run, Sha256 root, long subjects) implements BackupEvent {}

    /**
     * The run is over and its report is stored.
     *
     * @param at when
     * @param run the id of the run
     * @param severity how it went as a whole
     */
    record RunEnded(Instant at, String run, Severity severity) implements BackupEvent {}
}
