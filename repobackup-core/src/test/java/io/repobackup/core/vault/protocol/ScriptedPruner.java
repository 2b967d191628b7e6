package io.repobackup.core.vault.protocol;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PackEntry;
import io.repobackup.core.vault.PartContent;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.PruneNote;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.StoredGit;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultFixture;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.writing.Committed;
import io.repobackup.core.vault.writing.RecordDraft;
import io.repobackup.core.vault.writing.SubjectWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pruner of git subjects by docs/FORMAT.md, section «Dropping», as none is written yet. */
final class ScriptedPruner {

    static final Duration GRACE = Duration.ofDays(7);
    static final Duration YOUTH = Duration.ofHours(48).plusMinutes(15);

    private final Vault vault;
    private final SubjectId subject;
    private final Duration youth;

    ScriptedPruner(Vault vault, SubjectId subject) {
        this(vault, subject, YOUTH);
    }

    /** A pruner that takes blobs of this age for orphans. */
    ScriptedPruner(Vault vault, SubjectId subject, Duration youth) {
        this.vault = vault;
        this.subject = subject;
        this.youth = youth;
    }

    /** Drops all snapshots but the last, and condemns what no kept one needs; gives up when somebody is faster, or nobody answers. */
    boolean prune() {
        SubjectWriter writer = SubjectWriter.open(vault, subject, VaultFixture.RUN, 0);
        List<LogRecord> records = vault.log(subject).records().toList();
        TreeSet<Long> dropped = standing(records);
        if (dropped.size() < 2 || records.size() != writer.head().number()) {
            return false;
        }
        long last = dropped.last();
        dropped.remove(last);
        LogRecord head = writer.head().record().orElseThrow();
        Set<BlobKey> condemned = new TreeSet<>();
        records.forEach(record -> condemned.addAll(pinned(record)));
        condemned.removeAll(pinned(head));
        records.stream().filter(record -> record.number() == last).forEach(kept -> condemned.removeAll(pinned(kept)));
        PruneNote note = new PruneNote(dropped, List.copyOf(condemned));
        RecordDraft draft =
                new RecordDraft(RecordKind.PRUNE, head.subject(), head.completeness(), head.parts(), Optional.of(note));
        try {
            return writer.append(draft) instanceof Committed.Appended;
        } catch (OutcomeUnknownException | CancelledException e) {
            return false;
        }
    }

    /** Removes what was condemned more than seven days ago, and tells how many blobs that were. */
    int removeCondemned() {
        List<LogRecord> records = vault.log(subject).records().toList();
        Instant due = vault.clock().instant().minus(GRACE);
        Set<BlobKey> doomed = new HashSet<>();
        for (LogRecord prune : records) {
            if (prune.prune().isPresent() && stored(prune).isBefore(due)) {
                Set<BlobKey> condemned = new HashSet<>(prune.prune().get().condemned());
                records.stream()
                        .filter(later -> later.number() > prune.number())
                        .forEach(later -> condemned.removeAll(pinned(later)));
                doomed.addAll(condemned);
            }
        }
        return remove(blobs().filter(blob -> doomed.contains(blob.key())).toList());
    }

    /** Removes what no record names and is old, and tells how many blobs that were. */
    int removeOrphans() {
        Instant due = vault.clock().instant().minus(youth);
        List<StoredBlob> old =
                blobs().filter(blob -> blob.storedAt().isBefore(due)).toList();
        Set<BlobKey> named = vault.log(subject)
                .records()
                .flatMap(record -> pinned(record).stream())
                .collect(Collectors.toSet());
        return remove(old.stream().filter(blob -> !named.contains(blob.key())).toList());
    }

    /** Every blob that the parts of a record pin. */
    static Set<BlobKey> pinned(LogRecord record) {
        return record.parts().values().stream()
                .flatMap(ScriptedPruner::packs)
                .flatMap(pack -> Stream.of(pack.bundle(), pack.index(), pack.external()))
                .map(blob -> blob.key())
                .collect(Collectors.toSet());
    }

    private static Stream<PackEntry> packs(PartRecord part) {
        return Stream.concat(part.content().stream(), part.pending().stream())
                .map(PartContent::stored)
                .filter(StoredGit.class::isInstance)
                .flatMap(git -> ((StoredGit) git).packs().stream());
    }

    private static TreeSet<Long> standing(List<LogRecord> records) {
        TreeSet<Long> standing = new TreeSet<>();
        for (LogRecord record : records) {
            if (record.kind() == RecordKind.SNAPSHOT) {
                standing.add(record.number());
            }
            record.prune().ifPresent(prune -> standing.removeAll(prune.dropped()));
        }
        return standing;
    }

    private Instant stored(LogRecord record) {
        return vault.sink()
                .stat(SubjectKeys.of(subject).record(record.number()))
                .orElseThrow()
                .storedAt();
    }

    private Stream<StoredBlob> blobs() {
        return vault.sink().list(BlobListing.under(SubjectKeys.of(subject).data()));
    }

    private int remove(List<StoredBlob> doomed) {
        vault.sink().facet(Removal.class).orElseThrow().remove(doomed);
        return doomed.size();
    }
}
