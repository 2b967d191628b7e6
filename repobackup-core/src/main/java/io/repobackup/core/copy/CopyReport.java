package io.repobackup.core.copy;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.thaw.ColdBlob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was copied, and what could not be.
 *
 * <p><i>Immutable.</i>
 *
 * @param vault the vault's own files, catalogs and reports
 * @param entries every subject that was looked at, ordered by where its log lies
 * @param complete whether these are all that were asked for; not so when the run was interrupted
 * @param started when it began
 * @param ended when it ended
 */
public record CopyReport(Tally vault, List<Entry> entries, boolean complete, Instant started, Instant ended) {

    /** Takes a copy. */
    public CopyReport {
        entries = List.copyOf(entries);
    }

    /** The worst of all troubles; a copy that was interrupted is at least incomplete. */
    public Severity severity() {
        return troubles()
                .map(trouble -> trouble.kind().severity)
                .reduce(complete ? Severity.OK : Severity.INCOMPLETE, Severity::and);
    }

    /** Everything that is wrong, the vault's own files first. */
    public Stream<Trouble> troubles() {
        return tallies().flatMap(tally -> tally.troubles().stream());
    }

    /** How many objects were copied. */
    public long copied() {
        return sum(Tally::copied);
    }

    /** How many objects were there already. */
    public long present() {
        return sum(Tally::present);
    }

    /** How many bytes were copied. */
    public long bytes() {
        return sum(Tally::bytes);
    }

    /** What lies in a cold tier and kept the rest from being copied. The store is asked for it with the engine's {@code thaw}. */
    public List<ColdBlob> cold() {
        return tallies().flatMap(tally -> tally.cold().stream()).toList();
    }

    /** How long it took. */
    public Duration took() {
        return Duration.between(started, ended);
    }

    /**
     * Fails when the target does not hold all that the vault holds, or the vault itself is damaged.
     *
     * @throws CorruptedException names the first of it
     */
    public void throwIfFailed() {
        List<Trouble> failures = troubles()
                .filter(trouble -> trouble.kind().severity == Severity.FAILED)
                .toList();
        if (!failures.isEmpty()) {
            Trouble first = failures.get(0);
            String others = failures.size() == 1 ? "" : " (and " + (failures.size() - 1) + " other troubles)";
            throw new CorruptedException(first.key().text(), "a copy that is whole", first.text() + others);
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
     * @param copied how many were copied
     * @param present how many were there already
     * @param bytes how many bytes were copied
     * @param troubles what is wrong
     * @param cold what of it lies in a cold tier
     */
    public record Tally(long copied, long present, long bytes, List<Trouble> troubles, List<ColdBlob> cold) {

        /** Takes copies. */
        public Tally {
            troubles = List.copyOf(troubles);
            cold = List.copyOf(cold);
        }
    }

    /**
     * Something that is not as it must be.
     *
     * @param kind what it is
     * @param key the object that it is about, or the log of the subject
     * @param cause what was seen
     * @param harms the snapshots that cannot be restored from the copy for it, or not as a whole
     */
    public record Trouble(Kind kind, BlobKey key, String cause, List<SnapshotInfo> harms) {

        /** Takes a copy. */
        public Trouble {
            harms = List.copyOf(harms);
        }

        /** All of it in one line for a person. */
        public String text() {
            String harmed = harms.isEmpty()
                    ? ""
                    : "; harms snapshot "
                            + harms.stream()
                                    .map(snapshot -> snapshot.number() + " of " + snapshot.time())
                                    .collect(Collectors.joining(", "));
            return kind + ": " + key + ": " + cause + harmed;
        }
    }

    /** What may be wrong. */
    public enum Kind {
        /** The vault's own bytes are not what was stored, so they were not copied. Verify the vault. */
        DAMAGED(Severity.FAILED),
        /** The vault itself does not have it. Verify the vault. */
        MISSING(Severity.FAILED),
        /** The target has other bytes under the key. They were left as they are: somebody else writes there, or they are damaged. */
        DIVERGED(Severity.FAILED),
        /** A store or the credentials stood in the way. The next copy tries it again. */
        NOT_COPIED(Severity.FAILED),
        /** It lies in a cold tier of the vault's store and has to be thawed before it can be copied. */
        FROZEN(Severity.INCOMPLETE),
        /** Nobody who is trusted vouches for a record; it is copied all the same, since signatures are not required. */
        UNSIGNED(Severity.OK);

        private final Severity severity;

        Kind(Severity severity) {
            this.severity = severity;
        }
    }
}
