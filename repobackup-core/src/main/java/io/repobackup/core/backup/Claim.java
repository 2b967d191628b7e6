package io.repobackup.core.backup;

import io.repobackup.api.subject.Part;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.catalog.CatalogEntry;
import io.repobackup.core.vault.catalog.CatalogPart;
import java.util.Optional;

/**
 * What the catalog says of a subject, held against its log. The log is right.
 *
 * <p><i>Immutable.</i>
 *
 * @param entry what the catalog says
 * @param head where the log ends
 */
record Claim(CatalogEntry entry, LogHead head) {

    /** What a log says to a claim. */
    enum Verdict {
        /** The log says the same. */
        PROVED,
        /** The log does not know: it is behind, or tells of an older mark of the same content. */
        UNPROVED,
        /** The record that the catalog speaks of says otherwise. No run writes such a catalog. */
        REFUTED
    }

    /** Whether the log proves that a part is held as the catalog says. */
    Verdict of(Part part) {
        CatalogPart known = entry.part(part).orElseThrow();
        Optional<PartRecord> held = head.record().flatMap(record -> record.part(part));
        if (known.outcome().equals("absent")) {
            return held.filter(record -> record.outcome().equals("absent")).isPresent()
                    ? Verdict.PROVED
                    : Verdict.UNPROVED;
        }
        if (held.filter(record -> proves(record, known)).isPresent()) {
            return Verdict.PROVED;
        }
        boolean mayDiffer = isUnchanged(known)
                && held.filter(record -> record.content().isPresent()).isPresent();
        return speaksOfTheHead() && !mayDiffer ? Verdict.REFUTED : Verdict.UNPROVED;
    }

    /** Whether the catalog knows records that the log does not have. */
    boolean isAhead() {
        return entry.head() > number();
    }

    private boolean proves(PartRecord held, CatalogPart known) {
        if (held.content().isEmpty() || !held.outcome().equals("stored")) {
            return false;
        }
        if (known.mark().isPresent()) {
            return known.mark().equals(held.mark());
        }
        return !isAhead() && (isUnchanged(known) || !known.checked().isAfter(held.checked()));
    }

    /** A look that found nothing new moves the mark without a record. */
    private static boolean isUnchanged(CatalogPart known) {
        return known.outcome().equals("unchanged");
    }

    private boolean speaksOfTheHead() {
        return entry.head() == number();
    }

    private long number() {
        return head.record().map(LogRecord::number).orElse(0L);
    }
}
