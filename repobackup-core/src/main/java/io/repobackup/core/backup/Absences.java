package io.repobackup.core.backup;

import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.source.Inventory;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.Finding;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.RecordLink;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.catalog.CatalogEntry;
import io.repobackup.core.vault.catalog.CatalogView;
import io.repobackup.core.vault.run.RunStart;
import io.repobackup.core.vault.writing.Committed;
import io.repobackup.core.vault.writing.RecordDraft;
import io.repobackup.core.vault.writing.SubjectWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Records that subjects have vanished from the source's inventory, or are back. Nothing of them is touched: what was
 * backed up stays. When many vanish at once, the inventory is doubted instead.
 *
 * <p><i>Used by one thread.</i>
 */
final class Absences {

    /** So few may always vanish. */
    private static final int FEW = 5;

    private final Vault vault;
    private final RunStart start;
    private final RunBook book;
    private final double limit;

    Absences(Vault vault, RunStart start, RunBook book, double limit) {
        this.vault = vault;
        this.start = start;
        this.book = book;
        this.limit = limit;
    }

    /**
     * Compares a complete inventory with what the catalog knows.
     *
     * @param moved hears of each subject that is recorded
     * @return how many were
     */
    int note(Inventory inventory, CatalogView known, Runnable moved) {
        Set<SubjectId> listed =
                inventory.subjects().stream().map(offer -> offer.subject().id()).collect(Collectors.toSet());
        List<CatalogEntry> recorded =
                known.entries().stream().filter(entry -> entry.head() > 0).toList();
        List<CatalogEntry> vanished = recorded.stream()
                .filter(entry -> entry.gone().isEmpty() && !listed.contains(entry.subject()))
                .toList();
        long there = recorded.stream().filter(entry -> entry.gone().isEmpty()).count();
        if (vanished.size() > Math.max(FEW, limit * there)) {
            book.alarm(
                    vanished.size() + " of " + there + " subjects are missing from the inventory of " + start.source()
                            + ", the first of them " + vanished.get(0).name()
                            + "; that looks like an incomplete answer, so none is recorded as gone. If they are gone, run once"
                            + " with a higher BackupEngine.Builder.vanishingLimit");
            return 0;
        }
        List<CatalogEntry> back = recorded.stream()
                .filter(entry -> entry.gone().isPresent() && listed.contains(entry.subject()))
                .toList();
        vanished.forEach(entry -> note(entry, RecordKind.GONE, moved));
        back.forEach(entry -> note(entry, RecordKind.RETURNED, moved));
        return vanished.size() + back.size();
    }

    private void note(CatalogEntry entry, RecordKind kind, Runnable moved) {
        moved.run();
        try {
            Optional<Instant> gone = kind == RecordKind.GONE ? Optional.of(start.started()) : Optional.empty();
            book.learn(append(entry, kind, gone));
            book.alarm(entry.name() + " (" + entry.subject() + ") "
                    + (kind == RecordKind.GONE
                            ? "is no longer listed by its source; its backups are kept"
                            : "is listed by its source again"));
        } catch (RepobackupException e) {
            book.alarm(entry.name() + " (" + entry.subject() + ") is " + kind.word()
                    + ", and that could not be recorded: " + e.getMessage());
        }
    }

    private CatalogEntry append(CatalogEntry entry, RecordKind kind, Optional<Instant> gone) {
        SubjectWriter writer = SubjectWriter.open(vault, entry.subject(), start, entry.head());
        List<Finding> findings = writer.findings();
        findings.forEach(finding -> book.alarm(entry.subject() + ": " + finding.key() + ": " + finding.text()));
        boolean isLost = findings.stream().anyMatch(finding -> finding.kind() == Finding.Kind.CATALOG_AHEAD);
        CatalogEntry known = isLost ? entry.withLost(OptionalLong.of(entry.reach())) : entry;
        LogHead before = writer.head();
        Optional<LogRecord> last = before.record().filter(record -> record.kind() != kind);
        boolean appended = last.isPresent()
                && writer.append(RecordDraft.of(
                                kind,
                                last.get().subject(),
                                last.get().completeness(),
                                last.get().parts()))
                        instanceof Committed.Appended;
        LogHead head = appended ? writer.head() : before;
        return known.withGone(gone)
                .withHead(
                        head.link().map(RecordLink::number).orElse(0L),
                        head.link().map(RecordLink::sha256));
    }
}
