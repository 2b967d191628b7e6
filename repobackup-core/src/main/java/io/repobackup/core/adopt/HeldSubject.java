package io.repobackup.core.adopt;

import io.repobackup.api.subject.ChangeMark;
import io.repobackup.api.subject.Part;
import io.repobackup.core.vault.Finding;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PartContent;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.RecordLink;
import io.repobackup.core.vault.SubjectLog;
import io.repobackup.core.vault.catalog.CatalogEntry;
import io.repobackup.core.vault.catalog.CatalogPart;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A subject as its log tells of it.
 *
 * <p><i>Immutable.</i>
 *
 * @param step what the catalog knew and what the log holds
 * @param entry what a catalog has to say from now on
 */
record HeldSubject(AdoptPlan.Step step, CatalogEntry entry) {

    static HeldSubject read(String source, CatalogEntry known, SubjectLog log) {
        LogHead head = log.headFrom(known.head());
        long number = head.record().map(LogRecord::number).orElse(0L);
        Map<Part, CatalogPart> parts =
                head.record().map(record -> parts(record.parts())).orElse(Map.of());
        CatalogEntry entry = new CatalogEntry(
                known.subject(),
                known.name(),
                names(known, head),
                number,
                head.link().map(RecordLink::sha256),
                parts,
                head.record().isPresent() ? gone(log) : known.gone(),
                OptionalLong.empty());
        AdoptPlan.Step step = new AdoptPlan.Step(
                source,
                known.subject(),
                known.name(),
                known.reach(),
                number,
                known.lost().isPresent(),
                unproved(known, parts),
                head.findings().stream()
                        .filter(finding -> finding.kind() != Finding.Kind.CATALOG_AHEAD)
                        .toList());
        return new HeldSubject(step, entry);
    }

    private static Map<Part, CatalogPart> parts(Map<Part, PartRecord> held) {
        Map<Part, CatalogPart> parts = new TreeMap<>();
        held.forEach((part, record) -> parts.put(
                part,
                new CatalogPart(
                        record.outcome(),
                        record.checked(),
                        mark(record),
                        record.content().map(PartContent::captured))));
        return parts;
    }

    /** The mark counts for what is stored under it, not for what a later look failed to get. */
    private static Optional<ChangeMark> mark(PartRecord record) {
        return record.outcome().equals("stored") && record.content().isPresent() ? record.mark() : Optional.empty();
    }

    private static Set<String> names(CatalogEntry known, LogHead head) {
        Set<String> names = new TreeSet<>(known.formerNames());
        head.record().ifPresent(record -> names.add(record.subject().name()));
        names.remove(known.name());
        return names;
    }

    /** Records that say nothing of whether the subject is there are passed over. */
    private static Optional<Instant> gone(SubjectLog log) {
        try (Stream<LogRecord> records = log.newestFirst()) {
            return records.filter(record -> record.kind() != RecordKind.COMPACTION && record.kind() != RecordKind.PRUNE)
                    .findFirst()
                    .filter(record -> record.kind() == RecordKind.GONE)
                    .map(LogRecord::time);
        }
    }

    private static Set<Part> unproved(CatalogEntry known, Map<Part, CatalogPart> held) {
        return known.parts().entrySet().stream()
                .filter(part -> part.getValue().mark().isPresent())
                .filter(part -> Optional.ofNullable(held.get(part.getKey()))
                        .filter(log -> log.mark().equals(part.getValue().mark()))
                        .isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
