package io.repobackup.core.rekey;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.copy.CopyBook;
import io.repobackup.core.copy.CopyReport;
import io.repobackup.core.copy.CopyReport.Kind;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.Finding;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PartContent;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.StoredContent;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.run.RunStart;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries one subject, record by record: first what it pins, then the record. So the new vault has no record without its
 * blobs. One that needs what the old vault has lost is left out; where anything else stands in the way, those after it wait,
 * since nothing can be put in between later.
 *
 * <p><i>Used once, by one thread.</i>
 */
final class SubjectRekey {

    private final Vault from;
    private final Vault to;
    private final SubjectId subject;
    private final RunStart start;
    private final CopyBook book = new CopyBook();
    private final CarriedBlobs blobs;
    private final Deque<OldRecord> left = new ArrayDeque<>();
    private final Map<BlobKey, Loss> losses = new LinkedHashMap<>();

    SubjectRekey(Vault from, Vault to, SubjectId subject, RunStart start) {
        this.from = from;
        this.to = to;
        this.subject = subject;
        this.start = start;
        this.blobs = new CarriedBlobs(from.blobs(subject), to.blobs(subject), book);
    }

    /** What the old vault has lost, and the snapshots that are left out for it. */
    private record Loss(RepobackupException why, List<SnapshotInfo> harms) {}

    CopyReport.Entry run() {
        BlobKey log = SubjectKeys.of(subject).log();
        try {
            carry();
        } catch (CancelledException e) {
            throw e;
        } catch (RepobackupException e) {
            Kind kind = e instanceof FrozenException ? Kind.FROZEN : Kind.NOT_COPIED;
            book.trouble(kind, log, String.valueOf(e.getMessage()), snapshots(left));
        } catch (RuntimeException e) {
            book.trouble(Kind.NOT_COPIED, log, "an unexpected failure, please report it: " + e, snapshots(left));
        }
        losses.forEach((key, loss) -> book.trouble(
                loss.why() instanceof NotFoundException ? Kind.MISSING : Kind.DAMAGED,
                key,
                String.valueOf(loss.why().getMessage()),
                loss.harms()));
        return new CopyReport.Entry(subject, book.tally());
    }

    private void carry() {
        List<OldRecord> all = OldRecord.all(from.log(subject), this::tell);
        all.stream().filter(OldRecord::isWanted).forEach(left::add);
        NewLog log = new NewLog(to, subject, start);
        log.head().ifPresent(head -> goOn(all, head, log));
        while (!left.isEmpty()) {
            CarriedBlobs.requireNotInterrupted();
            carry(left.element(), log);
            left.remove();
        }
    }

    /** What was carried before is not carried again, and nothing is put behind records that were not carried. */
    private void goOn(List<OldRecord> all, LogRecord head, NewLog log) {
        Set<Instant> there = log.times();
        Optional<OldRecord> end =
                all.stream().filter(old -> old.isCarriedAs(head)).findFirst();
        Instant until = end.map(OldRecord::time).orElse(Instant.MAX);
        List<OldRecord> before =
                left.stream().filter(old -> !old.time().isAfter(until)).toList();
        List<OldRecord> missing =
                before.stream().filter(old -> !there.contains(old.time())).toList();
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
                                + " records were left out by an earlier run and cannot be put in between; repair the"
                                + " old vault, and rekey into an empty place"
                        : "the new vault has records of its own, and " + missing.size()
                                + " of the old one cannot be put"
                                + " behind them; rekey before backups go to the new vault, or into an empty place",
                snapshots(missing));
    }

    private void carry(OldRecord old, NewLog log) {
        Map<Part, PartMeaning> meanings = new HashMap<>();
        for (Map.Entry<Part, PartRecord> part : old.record().parts().entrySet()) {
            Optional<StoredContent> stored = part.getValue().content().map(PartContent::stored);
            if (stored.isPresent() && !log.has(part.getKey(), stored.get())) {
                Optional<PartMeaning> meaning = carry(old, stored.get());
                if (meaning.isEmpty()) {
                    return;
                }
                meanings.put(part.getKey(), meaning.get());
            }
        }
        log.append(old, meanings);
        book.copied(0);
    }

    /** What a content means in the new vault; empty when the old one has lost something of it. */
    private Optional<PartMeaning> carry(OldRecord old, StoredContent stored) {
        PartMeaning meaning;
        try {
            meaning = PartMeaning.read(stored, from.contents(subject));
        } catch (CorruptedException | NotFoundException e) {
            lose(old, SubjectKeys.of(subject).record(old.record().number()), e);
            return Optional.empty();
        }
        for (BlobRef blob : meaning.blobs().toList()) {
            CarriedBlobs.requireNotInterrupted();
            Optional<RepobackupException> why = blobs.carry(blob);
            if (why.isPresent()) {
                lose(old, blob.key(), why.get());
                return Optional.empty();
            }
        }
        return Optional.of(meaning.with(blobs::carriedTo));
    }

    private void lose(OldRecord old, BlobKey key, RepobackupException why) {
        losses.computeIfAbsent(key, first -> new Loss(why, new ArrayList<>()))
                .harms()
                .addAll(snapshots(List.of(old)));
    }

    private static List<SnapshotInfo> snapshots(Collection<OldRecord> records) {
        return records.stream()
                .filter(OldRecord::isSnapshot)
                .map(old -> old.record().info())
                .toList();
    }

    private void tell(LogHead end) {
        for (Finding finding : end.findings()) {
            if (finding.kind() != Finding.Kind.FOREIGN && finding.kind() != Finding.Kind.UNSIGNED_RECORD) {
                book.trouble(Kind.DAMAGED, finding.key(), finding.text(), List.of());
            }
        }
    }
}
