package io.repobackup.core.verify;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.run.DrillEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a verification found.
 *
 * <p><i>Immutable.</i>
 *
 * @param depth how thorough it was
 * @param vault what is wrong with the vault as a whole, subjects apart
 * @param entries every subject that was looked at, ordered by where its log lies
 * @param complete whether it came to its end; false when it was cancelled
 * @param resumeAfter for {@link VerifyEngine.Builder#after}, when it was cancelled: every subject up to this one was looked
 *     at; empty when there is none
 * @param drill the id of the drill's report in the vault, when there was a drill
 * @param started when it began
 * @param ended when it was over
 */
public record VerifyReport(
        Depth depth,
        List<Damage> vault,
        List<Entry> entries,
        boolean complete,
        Optional<SubjectId> resumeAfter,
        Optional<String> drill,
        Instant started,
        Instant ended) {

    /** Takes copies. */
    public VerifyReport {
        vault = List.copyOf(vault);
        entries = List.copyOf(entries);
    }

    /** The worst of all that was found; a verification that was cancelled is at least incomplete. */
    public Severity severity() {
        return damages().map(Damage::severity).reduce(complete ? Severity.OK : Severity.INCOMPLETE, Severity::and);
    }

    /** Everything that is wrong, the vault's own files first. */
    public Stream<Damage> damages() {
        return Stream.concat(vault.stream(), entries.stream().flatMap(entry -> entry.damages().stream()));
    }

    /** How many subjects were looked at. */
    public long subjects() {
        return entries.size();
    }

    /** How many valid records were read. */
    public long records() {
        return sum(Entry::records);
    }

    /** How many blobs are named by records that count. */
    public long blobs() {
        return sum(Entry::blobs);
    }

    /** How many bytes of blobs were read. */
    public long bytesRead() {
        return sum(Entry::bytesRead);
    }

    /** How many blobs no record names. They are no damage. */
    public long orphans() {
        return sum(Entry::orphans);
    }

    /** How long it took. */
    public Duration took() {
        return Duration.between(started, ended);
    }

    /**
     * Fails when anything was found that makes the severity {@link Severity#FAILED}.
     *
     * @throws CorruptedException names the first of it
     */
    public void throwIfFailed() {
        List<Damage> failures =
                damages().filter(damage -> damage.severity() == Severity.FAILED).toList();
        if (!failures.isEmpty()) {
            Damage first = failures.get(0);
            String others = failures.size() == 1 ? "" : " (and " + (failures.size() - 1) + " other damages)";
            throw new CorruptedException(first.key().text(), first.expected(), first.found() + others);
        }
    }

    private long sum(ToLongFunction<Entry> number) {
        return entries.stream().mapToLong(number).sum();
    }

    /**
     * One subject.
     *
     * @param subject which one
     * @param name its name in the last valid record
     * @param damages what is wrong, ordered by key
     * @param records how many valid records its log has
     * @param snapshots how many of them can be restored, damage apart
     * @param blobs how many blobs are named by records that count
     * @param bytesRead how many bytes of blobs were read
     * @param orphans how many of its blobs no record names
     * @param drill how its newest snapshot came back, when that was tried
     * @param took how long it took
     */
    public record Entry(
            SubjectId subject,
            Optional<String> name,
            List<Damage> damages,
            long records,
            long snapshots,
            long blobs,
            long bytesRead,
            long orphans,
            Optional<DrillEntry> drill,
            Duration took) {

        /** Takes a copy. */
        public Entry {
            damages = List.copyOf(damages);
        }

        /** The worst of all that was found. */
        public Severity severity() {
            return damages.stream().map(Damage::severity).reduce(Severity.OK, Severity::and);
        }
    }
}
