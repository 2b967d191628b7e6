package io.repobackup.core.lock;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.subject.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What is locked now, and what is not.
 *
 * <p><i>Immutable.</i>
 *
 * @param until the end of the locks that were asked for
 * @param vault the vault's own files and its newest catalogs
 * @param entries every subject that was looked after
 * @param complete whether these are all that were asked for; not so when the run was interrupted
 * @param started when it began
 * @param ended when it ended
 */
public record LockReport(
        Instant until, Tally vault, List<Entry> entries, boolean complete, Instant started, Instant ended) {

    /** Takes a copy. */
    public LockReport {
        entries = List.copyOf(entries);
    }

    /** The worst of all troubles; a run that was interrupted is at least incomplete. */
    public Severity severity() {
        return troubles()
                .map(trouble -> trouble.kind().severity)
                .reduce(complete ? Severity.OK : Severity.INCOMPLETE, Severity::and);
    }

    /** Everything that is wrong, the vault's own files first. */
    public Stream<Trouble> troubles() {
        return tallies().flatMap(tally -> tally.troubles().stream());
    }

    /** How many objects were locked by a request each. */
    public long locked() {
        return sum(Tally::locked);
    }

    /** How many objects were stored so recently that the lock they were put with lasts, and needed no request. */
    public long already() {
        return sum(Tally::already);
    }

    /** How long it took. */
    public Duration took() {
        return Duration.between(started, ended);
    }

    /**
     * Fails when anything that a snapshot needs is not locked, or is missing.
     *
     * @throws UnavailableException names the first of it
     */
    public void throwIfFailed() {
        List<Trouble> failures = troubles()
                .filter(trouble -> trouble.kind().severity == Severity.FAILED)
                .toList();
        if (!failures.isEmpty()) {
            throw new UnavailableException(
                    failures.size() + " things are not locked until " + until + ", the first of them "
                            + failures.get(0).text() + "; see docs/LOCKS.md, and run it again: it does no harm");
        }
    }

    private Stream<Tally> tallies() {
        return Stream.concat(Stream.of(vault), entries.stream().map(Entry::tally));
    }

    private long sum(ToLongFunction<Tally> number) {
        return tallies().mapToLong(number).sum();
    }

    /**
     * One subject.
     *
     * @param subject which one
     * @param tally what became of its objects
     */
    public record Entry(SubjectId subject, Tally tally) {}

    /**
     * What became of some objects.
     *
     * @param locked how many were locked by a request each
     * @param already how many needed none
     * @param troubles what is wrong
     */
    public record Tally(long locked, long already, List<Trouble> troubles) {

        /** Takes a copy. */
        public Tally {
            troubles = List.copyOf(troubles);
        }
    }

    /**
     * Something that is not as it must be.
     *
     * @param kind what it is
     * @param key the object or the log that it is about
     * @param cause what was seen
     */
    public record Trouble(Kind kind, BlobKey key, String cause) {

        /** All of it in one line for a person. */
        public String text() {
            return kind + ": " + key + ": " + cause;
        }
    }

    /** What may be wrong. */
    public enum Kind {
        /** A snapshot or the vault needs it, and it is not there: verify the vault. */
        MISSING(Severity.FAILED),
        /** The store did not lock it. */
        NOT_LOCKED(Severity.FAILED),
        /** What a subject needs could not be told, so not all of it is locked. */
        UNREAD(Severity.FAILED),
        /** The log is damaged. Every blob of the subject is locked, needed or not, but what was condemned. */
        DOUBTFUL(Severity.INCOMPLETE);

        private final Severity severity;

        Kind(Severity severity) {
            this.severity = severity;
        }
    }
}
