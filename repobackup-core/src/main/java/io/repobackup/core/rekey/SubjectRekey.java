package io.repobackup.core.rekey;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.copy.CopyBook;
import io.repobackup.core.copy.CopyReport;
import io.repobackup.core.copy.CopyReport.Kind;
import io.repobackup.core.thaw.ColdBlob;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.run.RunStart;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries one subject, record by record: first what it pins, then the record. So the new vault has no record without its
 * blobs. What the old vault has lost is left out of the records that need it; where anything else stands in the way, those after
 * it wait, since nothing can be put in between later.
 *
 * <p><i>Used once, by one thread.</i>
 */
final class SubjectRekey {

    private final RekeySettings settings;
    private final Vault from;
    private final Vault to;
    private final SubjectId subject;
    private final RunStart start;
    private final CopyBook book = new CopyBook();
    private final CarriedBlobs blobs;
    private final Deque<OldRecord> left = new ArrayDeque<>();
    private final Losses losses = new Losses();
    private final PartCarrier carrier;

    SubjectRekey(RekeySettings settings, SubjectId subject, RunStart start) {
        this.settings = settings;
        this.from = settings.from();
        this.to = settings.to();
        this.subject = subject;
        this.start = start;
        this.blobs = new CarriedBlobs(from.blobs(subject), to.blobs(subject), book);
        this.carrier = new PartCarrier(SubjectKeys.of(subject), from.contents(subject), blobs, losses);
    }

    CopyReport.Entry run() {
        BlobKey log = SubjectKeys.of(subject).log();
        try {
            carry();
        } catch (CancelledException e) {
            throw e;
        } catch (FrozenException e) {
            tellCold(e);
        } catch (RepobackupException e) {
            book.trouble(Kind.NOT_COPIED, log, String.valueOf(e.getMessage()), snapshots(left));
        } catch (RuntimeException e) {
            book.trouble(Kind.NOT_COPIED, log, "an unexpected failure, please report it: " + e, snapshots(left));
        }
        losses.tell(book);
        return new CopyReport.Entry(subject, book.tally());
    }

    private void carry() {
        List<OldRecord> all = OldRecord.all(from.log(subject), book::findings);
        all.stream().filter(OldRecord::isWanted).forEach(left::add);
        NewLog log = new NewLog(to, subject, start);
        goOn(all, log);
        while (!left.isEmpty()) {
            CarriedBlobs.requireNotInterrupted();
            if (carry(left.element(), log)) {
                left.remove();
            } else {
                goOn(all, log);
            }
        }
    }

    /**
     * What was carried before is not carried again, by an earlier run or by another one that is at work. Nothing is put behind
     * records that were not carried.
     */
    private void goOn(List<OldRecord> all, NewLog log) {
        Optional<LogRecord> head = log.head();
        if (head.isEmpty()) {
            return;
        }
        Optional<OldRecord> end =
                all.stream().filter(old -> old.isCarriedAs(head.get())).findFirst();
        Instant until = end.map(OldRecord::time).orElse(Instant.MAX);
        List<OldRecord> before =
                left.stream().filter(old -> !old.time().isAfter(until)).toList();
        Set<Instant> whole = log.whole(before);
        List<OldRecord> missing =
                before.stream().filter(old -> !whole.contains(old.time())).toList();
        left.removeAll(before);
        book.present((long) before.size() - missing.size());
        end.ifPresent(old -> log.goOn(old, blobs));
        if (!missing.isEmpty()) {
            tellMissing(missing, end.isPresent());
        }
    }

    private void tellMissing(List<OldRecord> missing, boolean leftOut) {
        book.trouble(
                leftOut ? Kind.NOT_COPIED : Kind.DIVERGED,
                SubjectKeys.of(subject).log(),
                leftOut
                        ? missing.size()
                                + " records were left out by an earlier run, or carried without some of what they hold, and"
                                + " what lacks cannot be put in between; repair the old vault, and rekey into an empty place"
                        : "the new vault has records of its own, and " + missing.size()
                                + " of the old one cannot be put"
                                + " behind them; rekey before backups go to the new vault, or into an empty place",
                snapshots(missing));
    }

    /** Whether a record is done with; not so when somebody else wrote to the log meanwhile. */
    private boolean carry(OldRecord old, NewLog log) {
        Map<Part, Carriage> parts = carrier.carry(old, log);
        boolean holdsNothing = !parts.isEmpty() && parts.values().stream().allMatch(Carriage.Lost.class::isInstance);
        if (holdsNothing && (old.isSnapshot() || log.head().isEmpty())) {
            losses.leftOut(old);
            return true;
        }
        boolean appended = log.append(old, parts);
        if (appended) {
            book.copied(0);
        }
        return appended;
    }

    private static List<SnapshotInfo> snapshots(Collection<OldRecord> records) {
        return records.stream()
                .filter(OldRecord::isSnapshot)
                .map(old -> old.record().info())
                .toList();
    }

    private void tellCold(FrozenException seen) {
        ColdRest rest = new ColdRest(from, subject, left);
        List<ColdBlob> cold = rest.look(seen, other -> blobs.carriedTo(other).isEmpty(), settings.thaw());
        for (ColdBlob blob : cold) {
            BitSet naming = rest.naming(blob.key());
            book.cold(
                    blob,
                    snapshots(left.stream()
                            .filter(old ->
                                    naming.get(Math.toIntExact(old.record().number())))
                            .toList()));
        }
        if (cold.isEmpty()) {
            BlobKey log = SubjectKeys.of(subject).log();
            book.trouble(Kind.FROZEN, log, String.valueOf(seen.getMessage()), snapshots(left));
        }
    }
}
