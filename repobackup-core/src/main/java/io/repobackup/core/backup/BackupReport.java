package io.repobackup.core.backup;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a run ended: every part that was not simply unchanged with its outcome, the rest counted. The same report is
 * stored in the vault.
 *
 * <p><i>Immutable.</i>
 *
 * @param run the id of the run, a ULID
 * @param source the id of the source
 * @param started when it began
 * @param ended when it was over
 * @param counts how many parts ended with each outcome, by the outcome's word
 * @param entries every part that ended other than Unchanged or NotDue
 * @param alarms what a person must look at besides: damaged records, packs that vanished, a subject that is gone
 * @param root one digest over the last records of all logs of the source, to be kept elsewhere and
 *     {@linkplain io.repobackup.core.verify.VerifyEngine.Builder#expectRoot expected} later; empty when the catalog could not be
 *     written, or does not know all of them yet
 */
public record BackupReport(
        String run,
        String source,
        Instant started,
        Instant ended,
        Map<String, Long> counts,
        List<Entry> entries,
        List<String> alarms,
        Optional<Sha256> root) {

    /** Takes copies. */
    public BackupReport {
        counts = Map.copyOf(counts);
        entries = List.copyOf(entries);
        alarms = List.copyOf(alarms);
    }

    /** The worst of all outcomes; an alarm makes it at least incomplete. */
    public Severity severity() {
        return entries.stream()
                .map(entry -> entry.outcome().severity())
                .reduce(alarms.isEmpty() ? Severity.OK : Severity.INCOMPLETE, Severity::and);
    }

    /** Every part that ended other than Unchanged or NotDue. */
    public Stream<Entry> notUnchanged() {
        return entries.stream();
    }

    /** How long it took. */
    public Duration took() {
        return Duration.between(started, ended);
    }

    /** How many bytes were stored. */
    public long storedBytes() {
        return entries.stream()
                .mapToLong(entry -> entry.outcome() instanceof Outcome.Stored stored ? stored.bytes() : 0)
                .sum();
    }

    /**
     * Fails when any part failed, with the first failure as cause.
     *
     * @throws UnavailableException names the parts that failed
     */
    public void throwIfFailed() {
        List<Entry> failed = entries.stream()
                .filter(entry -> entry.outcome().severity() == Severity.FAILED)
                .toList();
        if (failed.isEmpty()) {
            return;
        }
        Entry first = failed.get(0);
        Throwable cause = first.outcome() instanceof Outcome.Failed outcome ? outcome.cause() : new AssertionError();
        throw new UnavailableException(
                failed.size() + " parts were not backed up in run " + run + ", the first of them " + first.part()
                        + " of " + first.subject() + ": " + cause.getMessage(),
                cause);
    }

    /**
     * How one part of one subject ended.
     *
     * @param subject of what
     * @param part which part
     * @param outcome how it ended
     * @param took how long it took
     */
    public record Entry(Subject subject, Part part, Outcome outcome, Duration took) {}
}
