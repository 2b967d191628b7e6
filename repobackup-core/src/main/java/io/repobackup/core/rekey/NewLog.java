package io.repobackup.core.rekey;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PartContent;
import io.repobackup.core.vault.PartRecord;
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
    private record Pair(LogRecord old, LogRecord carried) {}

    /** Its last valid record. */
    Optional<LogRecord> head() {
        return writer.head().record();
    }

    /** The times of all its valid records. */
    Set<Instant> times() {
        try (Stream<LogRecord> records = vault.log(subject).records()) {
            return records.map(LogRecord::time).collect(Collectors.toSet());
        }
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
        return last != null && old.equals(content(last.old(), part).orElse(null));
    }

    /** Appends what a record means; the contents that the last one has already need no meaning. */
    void append(OldRecord old, Map<Part, PartMeaning> meanings) {
        LogRecord record = old.record();
        Map<Part, PartRecord> parts = new TreeMap<>();
        record.parts().forEach((part, held) -> parts.put(part, carried(part, held, meanings)));
        Committed committed = writer.appendAsOf(
                old.time(), RecordDraft.of(record.kind(), record.subject(), record.completeness(), parts));
        if (committed instanceof Committed.Appended appended) {
            last = new Pair(record, appended.record());
        } else if (committed instanceof Committed.Expired expired) {
            throw new UnavailableException("Carrying " + record.subject().id() + " took " + expired.open()
                    + ", longer than what is stored waits for its record; run it again for the rest");
        } else {
            throw new ConflictException("Somebody else wrote to the log of "
                    + record.subject().id() + " in the new vault meanwhile; see that nobody does, and run it again");
        }
    }

    /** What was pending is left out: the next capture goes on from what is held. */
    private PartRecord carried(Part part, PartRecord held, Map<Part, PartMeaning> meanings) {
        Optional<PartContent> content = held.content()
                .map(old -> new PartContent(old.captured(), store(part, Optional.ofNullable(meanings.get(part)))));
        return new PartRecord(held.outcome(), held.notes(), held.checked(), held.mark(), content, Optional.empty());
    }

    private StoredContent store(Part part, Optional<PartMeaning> meaning) {
        Optional<StoredContent> earlier = Optional.ofNullable(last).flatMap(pair -> content(pair.carried(), part));
        return meaning.map(other -> other.store(contents, earlier)).orElseGet(earlier::orElseThrow);
    }

    private static Optional<StoredContent> content(LogRecord record, Part part) {
        return record.part(part).flatMap(PartRecord::content).map(PartContent::stored);
    }
}
