package io.repobackup.core.backup;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import io.repobackup.core.vault.catalog.CatalogEntry;
import io.repobackup.core.vault.catalog.CatalogPart;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the catalog has to learn of one subject. <i>Confined to one thread at a time.</i> */
final class CatalogLine {

    private final Subject subject;
    private final @Nullable CatalogEntry known;
    private final Map<Part, CatalogPart> parts = new TreeMap<>();
    private long lost;
    private boolean worthWriting;

    CatalogLine(Subject subject, Optional<CatalogEntry> known) {
        this.subject = subject;
        this.known = known.orElse(null);
        this.lost = known.map(entry -> entry.lost().orElse(0)).orElse(0L);
        known.ifPresent(entry -> parts.putAll(entry.parts()));
    }

    /** A part was looked at. */
    void ended(PartOffer offer, Outcome outcome, Instant checked) {
        boolean good = isGood(outcome);
        Optional<ChangeMark> mark = good ? offer.mark() : Optional.empty();
        Optional<CatalogPart> before = Optional.ofNullable(parts.get(offer.part()));
        Optional<Instant> captured = isNew(outcome) ? Optional.of(checked) : before.flatMap(CatalogPart::captured);
        parts.put(offer.part(), new CatalogPart(outcome.word(), checked, mark, captured));
        worthWriting |= before.isEmpty()
                || !before.get().mark().equals(mark)
                || !before.get().outcome().equals(outcome.word())
                || offer.checkEvery().isPresent();
    }

    /** The log was seen to end before this record, which the catalog knew. */
    void lost(long record) {
        lost = Math.max(record, lost);
        worthWriting = true;
    }

    /**
     * The entry as it is now; empty when the catalog's would do as well.
     *
     * @param head the number of the last valid record, 0 for none
     * @param read its digest, if the log was read
     */
    Optional<CatalogEntry> complete(long head, Optional<Sha256> read) {
        Optional<CatalogEntry> before = Optional.ofNullable(known).filter(entry -> entry.head() == head);
        Optional<Sha256> digest = read.or(() -> before.flatMap(CatalogEntry::headDigest));
        boolean moved = before.filter(entry ->
                        entry.headDigest().equals(digest) && entry.name().equals(subject.name()))
                .isEmpty();
        boolean nothing = head == 0 && parts.isEmpty();
        return !nothing && (worthWriting || moved)
                ? Optional.of(CatalogEntry.of(subject.id(), subject.name(), head, parts)
                        .withHead(head, digest)
                        .withLost(lost == 0 ? OptionalLong.empty() : OptionalLong.of(lost)))
                : Optional.empty();
    }

    static boolean isGood(Outcome outcome) {
        return outcome instanceof Outcome.Stored
                || outcome instanceof Outcome.Unchanged
                || outcome instanceof Outcome.Absent;
    }

    private static boolean isNew(Outcome outcome) {
        return outcome instanceof Outcome.Stored || outcome instanceof Outcome.Incomplete;
    }
}
