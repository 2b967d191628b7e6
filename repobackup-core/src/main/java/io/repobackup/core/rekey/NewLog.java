package io.repobackup.core.rekey;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PartContent;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.RecordLink;
import io.repobackup.core.vault.StoredContent;
import io.repobackup.core.vault.SubjectContents;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.reading.NamedBlobs;
import io.repobackup.core.vault.reading.RecordBlobs;
import io.repobackup.core.vault.reading.StateReading;
import io.repobackup.core.vault.run.RunStart;
import io.repobackup.core.vault.writing.Committed;
import io.repobackup.core.vault.writing.RecordDraft;
import io.repobackup.core.vault.writing.SubjectWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The log of one subject in the new vault while it is carried there. What its last record holds is spelled and pinned again as
 * long as it is the same.
 *
 * <p><i>Used once, by one thread.</i>
 */
final class NewLog {

    /** What is said of a part that is not there as it was captured, so that the next backup looks at it. */
    private static final String INCOMPLETE = "incomplete";

    private final Vault vault;
    private final SubjectId subject;
    private final SubjectKeys keys;
    private final SubjectWriter writer;
    private final SubjectContents contents;
    private @Nullable Pair last;

    NewLog(Vault vault, SubjectId subject, RunStart start) {
        this.vault = vault;
        this.subject = subject;
        this.keys = SubjectKeys.of(subject);
        this.writer = SubjectWriter.open(vault, subject, start, 0);
        this.contents = writer.contents();
    }

    /** A record, and what became of it. */
    private record Pair(LogRecord old, LogRecord carried) {

        /** Whether it has of a part what the old one has. */
        boolean isWhole(Part part) {
            return old.part(part).map(Pair::ending).equals(carried.part(part).map(Pair::ending));
        }

        boolean isWhole() {
            return old.parts().keySet().stream().allMatch(this::isWhole);
        }

        /** What is left out of a part is told in its notes. */
        private static List<String> ending(PartRecord part) {
            return Stream.concat(Stream.of(part.outcome()), part.notes().stream())
                    .toList();
        }
    }

    /** Its last valid record. */
    Optional<LogRecord> head() {
        return writer.head().record();
    }

    /** The times of those of these records that it has, as whole as they are. */
    Set<Instant> whole(Collection<OldRecord> old) {
        Map<Instant, LogRecord> byTime = new HashMap<>();
        old.forEach(record -> byTime.put(record.time(), record.record()));
        try (Stream<LogRecord> records = vault.log(subject).records()) {
            return records.filter(record -> isWhole(byTime.get(record.time()), record))
                    .map(LogRecord::time)
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isWhole(@Nullable LogRecord old, LogRecord carried) {
        return old != null && new Pair(old, carried).isWhole();
    }

    /** Goes on where an earlier run ended: what its last record pins, and the store has, is not carried again. */
    void goOn(OldRecord from, CarriedBlobs blobs) {
        LogRecord head = head().orElseThrow();
        NamedBlobs named = new NamedBlobs();
        StateReading states = new StateReading(contents);
        new RecordBlobs(named, states).note(head);
        Map<BlobKey, Long> sizes = new HashMap<>();
        Stream.of(keys.data(), keys.state()).forEach(folder -> {
            try (Stream<StoredBlob> listed = vault.sink().list(BlobListing.under(folder))) {
                listed.forEach(blob -> sizes.put(blob.key(), blob.sizeInBytes()));
            }
        });
        List<BlobRef> there = named.all().stream()
                .filter(blob -> sizes.getOrDefault(blob.key(), -1L) == blob.storedSize())
                .toList();
        there.forEach(blobs::know);
        if (there.size() == named.all().size() && states.failures().isEmpty()) {
            last = new Pair(from.record(), head);
        }
    }

    /** Whether the last record has this content of the part already. */
    boolean has(Part part, StoredContent old) {
        return last != null
                && last.isWhole(part)
                && content(last.old(), part)
                        .filter(held -> old.equals(held.stored()))
                        .isPresent();
    }

    /**
     * Appends a record with as much of it as is carried.
     *
     * @return whether it is there; not so when somebody else appended another one first
     */
    boolean append(OldRecord old, Map<Part, Carriage> carried) {
        LogRecord record = old.record();
        Map<Part, PartRecord> parts = new TreeMap<>();
        record.parts().forEach((part, held) -> parts.put(part, carried(part, held, carried.get(part))));
        boolean lacks = carried.values().stream().anyMatch(part -> !part.lacks().isEmpty());
        Completeness completeness = lacks ? Completeness.INCOMPLETE : record.completeness();
        Optional<RecordLink> before = writer.head().link();
        Committed committed =
                writer.appendAsOf(old.time(), RecordDraft.of(record.kind(), record.subject(), completeness, parts));
        if (committed instanceof Committed.Appended appended) {
            last = new Pair(record, appended.record());
            return true;
        }
        if (committed instanceof Committed.Expired expired) {
            throw new UnavailableException("Carrying " + record.subject().id() + " took " + expired.open()
                    + ", longer than what is stored waits for its record; run it again for the rest");
        }
        if (before.equals(writer.head().link())) {
            throw new ConflictException("Carrying " + record.subject().id()
                    + ": its log in the new vault takes no more records, since others that do not count occupy the next"
                    + " numbers; verify the new vault, or rekey into an empty place");
        }
        return false;
    }

    /** What was pending is left out: the next capture goes on from what is held. */
    private PartRecord carried(Part part, PartRecord held, @Nullable Carriage carriage) {
        if (carriage == null) {
            return new PartRecord(
                    held.outcome(), held.notes(), held.checked(), held.mark(), Optional.empty(), Optional.empty());
        }
        Optional<PartContent> content = content(part, held, carriage);
        if (carriage.lacks().isEmpty()) {
            return new PartRecord(held.outcome(), held.notes(), held.checked(), held.mark(), content, Optional.empty());
        }
        Stream<String> before = held.outcome().equals(INCOMPLETE) ? held.notes().stream() : Stream.empty();
        List<String> notes = Stream.concat(before, carriage.lacks().stream()).toList();
        return new PartRecord(INCOMPLETE, notes, held.checked(), Optional.empty(), content, Optional.empty());
    }

    private Optional<PartContent> content(Part part, PartRecord held, Carriage carriage) {
        Optional<PartContent> earlier = Optional.ofNullable(last).flatMap(pair -> content(pair.carried(), part));
        if (carriage instanceof Carriage.Lost) {
            return earlier;
        }
        StoredContent stored = carriage instanceof Carriage.Anew anew
                ? anew.meaning().store(contents, earlier.map(PartContent::stored))
                : earlier.orElseThrow().stored();
        return held.content().map(old -> new PartContent(old.captured(), stored));
    }

    private static Optional<PartContent> content(LogRecord record, Part part) {
        return record.part(part).flatMap(PartRecord::content);
    }
}
