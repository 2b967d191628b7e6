package io.repobackup.core.backup;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.PartWork;
import io.repobackup.api.subject.Subject;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.catalog.CatalogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one subject that need no look, as the catalog says, and as long as the log does not say otherwise.
 * <i>Confined to one thread at a time.</i>
 */
final class Settlement {

    private final Subject subject;
    private final @Nullable CatalogEntry known;
    private final RunBook book;
    private final List<Settled> parts = new ArrayList<>();

    Settlement(Subject subject, Optional<CatalogEntry> known, RunBook book) {
        this.subject = subject;
        this.known = known.orElse(null);
        this.book = book;
    }

    private record Settled(PartOffer offer, Outcome outcome) {}

    void add(PartOffer offer, Outcome outcome) {
        parts.add(new Settled(offer, outcome));
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The parts of which the log does not prove what the catalog says; they are settled no longer. */
    List<PartOffer> doubtedBy(LogHead head) {
        CatalogEntry entry = known;
        if (entry == null) {
            return List.of();
        }
        Claim claim = new Claim(entry, head);
        List<PartOffer> doubted = new ArrayList<>();
        for (Settled settled : parts) {
            Claim.Verdict verdict = claim.of(settled.offer().part());
            if (verdict == Claim.Verdict.REFUTED) {
                book.alarm(refuted(settled.offer(), entry.head()));
            }
            if (verdict != Claim.Verdict.PROVED || follows(settled.offer(), doubted)) {
                doubted.add(settled.offer());
            }
        }
        parts.removeIf(settled -> doubted.contains(settled.offer()));
        return doubted;
    }

    /** Whether a part belongs to a git part that is looked at after all. */
    private static boolean follows(PartOffer offer, List<PartOffer> doubted) {
        return offer.work() instanceof PartWork.Lfs lfs
                && doubted.stream().anyMatch(other -> other.part().equals(lfs.git()));
    }

    /** All of them, which are settled no longer. */
    List<PartOffer> giveUp() {
        List<PartOffer> all = parts.stream().map(Settled::offer).toList();
        parts.clear();
        return all;
    }

    /** Tells the outcomes, once. */
    void tell() {
        parts.forEach(settled -> book.settled(subject, settled.offer().part(), settled.outcome()));
        parts.clear();
    }

    private String refuted(PartOffer offer, long head) {
        return subject + ": the catalog says that " + offer.part() + " is held as of record " + head
                + ", and that record"
                + " says otherwise. The catalog was forged or damaged; the part is captured in this run after all";
    }
}
