package io.repobackup.core.verify;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.snapshot.SnapshotInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Something in a vault that is not as it must be.
 *
 * <p><i>Immutable.</i>
 *
 * @param kind what it is
 * @param key the file that is damaged or missing, or the record that claims what is not so
 * @param expected what had to be there
 * @param found what was seen instead
 * @param harms the snapshots that cannot be restored for it, or not as a whole; empty when restores do without it
 */
public record Damage(Kind kind, BlobKey key, String expected, String found, List<Harmed> harms) {

    /** Takes a copy. */
    public Damage {
        harms = List.copyOf(harms);
    }

    /** What may be wrong. */
    public enum Kind {
        /** The files that make the place a vault. */
        VAULT(Severity.FAILED),
        /** A catalog: backups pass over it, and look at more than they would have to. */
        CATALOG(Severity.INCOMPLETE),
        /** The report of a run or of a drill. */
        RUN(Severity.INCOMPLETE),
        /** A record that counts for nothing, has changed, or lies beyond a gap; or the gap. */
        RECORD(Severity.FAILED),
        /** Something in a log that is no record. */
        FOREIGN(Severity.INCOMPLETE),
        /** A record counts for nothing, since nobody vouches for it whose signature is required. */
        UNTRUSTED(Severity.FAILED),
        /** Nobody who is trusted vouches for a record, and it counts, since signatures are not required. */
        UNSIGNED(Severity.INCOMPLETE),
        /** No catalog has a root that was expected: what that run saw is lost. */
        ROOT(Severity.FAILED),
        /** A record that an expected root names is not in its log any more, or is another one. */
        EXPECTED_RECORD(Severity.FAILED),
        /** The log ends before a record that the catalog knows. */
        LOST_RECORDS(Severity.FAILED),
        /** A blob that a record names is not there. */
        MISSING_BLOB(Severity.FAILED),
        /** A blob has another length than its record says. */
        WRONG_SIZE(Severity.FAILED),
        /** The bytes of a blob are not those that were stored. */
        WRONG_BYTES(Severity.FAILED),
        /**
         * Somebody put other bytes over a key that was stored. Nothing is lost as long as the store keeps the oldest version,
         * which is the one that is read.
         */
        OVERWRITTEN(Severity.FAILED),
        /** Somebody deleted a key; its versions are there and are read. Otherwise as {@link #OVERWRITTEN}. */
        HIDDEN(Severity.FAILED),
        /** The packs of a snapshot do not hold all that its refs reach. */
        NOT_CONNECTED(Severity.FAILED),
        /** Likewise, in a snapshot whose record says itself that something is missing. */
        KNOWN_MISSING(Severity.INCOMPLETE),
        /** A drill did not bring back what the record says. */
        DRILL_FAILED(Severity.FAILED),
        /** It could not be looked at: the store, the disk or the format stood in the way. Nothing is known of it. */
        UNREADABLE(Severity.FAILED),
        /** It lies in a cold tier and has to be thawed before it can be read. */
        FROZEN(Severity.INCOMPLETE);

        private final Severity severity;

        Kind(Severity severity) {
            this.severity = severity;
        }
    }

    /**
     * A snapshot that cannot be restored as a whole.
     *
     * @param number its number
     * @param time since when it stands; unknown when the record itself cannot be read, which then may have been no snapshot
     */
    public record Harmed(long number, Optional<Instant> time) {

        static List<Harmed> of(List<SnapshotInfo> snapshots) {
            return snapshots.stream().map(Harmed::of).toList();
        }

        static Harmed of(SnapshotInfo snapshot) {
            return new Harmed(snapshot.number(), Optional.of(snapshot.time()));
        }

        @Override
        public String toString() {
            return number + time.map(moment -> " of " + moment).orElse("");
        }
    }

    /** The file that an exception is about; another one where that is none of the vault, such as a file in scratch. */
    static BlobKey key(CorruptedException corrupted, BlobKey otherwise) {
        try {
            return BlobKey.of(corrupted.subject());
        } catch (IllegalArgumentException e) {
            return otherwise;
        }
    }

    /** What it means for the whole. */
    public Severity severity() {
        return kind.severity;
    }

    /** All of it in one line for a person. */
    public String text() {
        String harmed = harms.isEmpty()
                ? ""
                : "; harms snapshot " + harms.stream().map(Harmed::toString).collect(Collectors.joining(", "));
        return kind + ": " + key + ": expected " + expected + ", found " + found + harmed;
    }
}
