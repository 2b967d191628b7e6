package io.repobackup.core.backup;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.RecordLink;
import io.repobackup.core.vault.StoredContent;
import io.repobackup.core.vault.SubjectBlobs;
import io.repobackup.core.vault.SubjectContents;
import io.repobackup.core.vault.writing.Committed;
import io.repobackup.core.vault.writing.RecordDraft;
import io.repobackup.core.vault.writing.SubjectWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Appends to the log of one subject during one run: a record for each part that has something new, with all other parts
 * carried forward. <i>Confined to one thread at a time.</i>
 */
final class SubjectRecorder {

    private static final String STORED = "stored";

    private final Subject subject;
    private final List<Part> offered;
    private final SubjectWriter writer;
    private final Map<Part, PartRecord> endings = new TreeMap<>();

    private SubjectRecorder(SubjectOffer offer, SubjectWriter writer) {
        this.subject = offer.subject();
        this.offered = offer.parts().stream().map(PartOffer::part).toList();
        this.writer = writer;
    }

    /** Reads where the log ends. What is wrong with it becomes an alarm of the run. */
    static SubjectRecorder open(Captures captures, SubjectOffer offer, long knownHead, RunBook book) {
        Subject subject = offer.subject();
        SubjectWriter writer = SubjectWriter.open(captures.vault(), subject.id(), captures.start(), knownHead);
        new LogAlarms(book).tell(subject, writer.head(), writer.findings());
        return new SubjectRecorder(offer, writer);
    }

    SubjectBlobs blobs() {
        return writer.blobs();
    }

    SubjectContents contents() {
        return writer.contents();
    }

    /** Where the log ends. */
    LogHead log() {
        return writer.head();
    }

    /** The number of the last valid record. */
    long head() {
        return writer.head().record().map(LogRecord::number).orElse(0L);
    }

    /** The digest of the last valid record. */
    Optional<Sha256> headDigest() {
        return writer.head().link().map(RecordLink::sha256);
    }

    /** What the head says of a part. */
    Optional<PartRecord> part(Part part) {
        return writer.head().record().flatMap(record -> record.part(part));
    }

    /** The word for how a part ended last, in this run or before. */
    Optional<String> outcome(Part part) {
        return Optional.ofNullable(endings.get(part)).or(() -> part(part)).map(PartRecord::outcome);
    }

    /** Whether everything that the head's packs consist of is in the store. */
    boolean hasAllPacks() {
        return writer.missingBlobs().isEmpty();
    }

    /** What the head's packs consist of and the store does not have. */
    Set<BlobKey> missingBlobs() {
        return writer.missingBlobs();
    }

    /** Notes an ending that stored nothing, so that later records tell it. What is held again as it was is stored. */
    void ended(Part part, Outcome outcome, Instant checked) {
        String word = outcome instanceof Outcome.Unchanged ? STORED : outcome.word();
        endings.put(part, PartRecord.of(word, checked).withNotes(OutcomeNotes.of(outcome)));
    }

    /** Appends a snapshot with this part as it is now. */
    Committed snapshot(Part part, PartRecord now) {
        return snapshot(part, now, Map.of());
    }

    /** Appends a snapshot with this part as it is now, and others as they are because of it. */
    Committed snapshot(Part part, PartRecord now, Map<Part, PartRecord> others) {
        endings.remove(part);
        Map<Part, PartRecord> parts = carried();
        parts.putAll(others);
        parts.put(part, now);
        return append(parts);
    }

    /** Appends a step of a capture that is not complete. Failures as below. */
    void progress(Part part, StoredContent soFar, Instant now) {
        progress(part, soFar, Map.of(), now);
    }

    /**
     * Appends a step of a capture that is not complete, and other parts as they are because of it.
     *
     * @throws ConflictException when another run was faster: what was captured here goes to waste
     */
    void progress(Part part, StoredContent soFar, Map<Part, PartRecord> others, Instant now) {
        Map<Part, PartRecord> parts = carried();
        parts.putAll(others);
        PartRecord before = Optional.ofNullable(parts.get(part)).orElseGet(() -> PartRecord.of("pending", now));
        parts.put(part, before.withPending(soFar));
        RecordDraft draft = RecordDraft.of(RecordKind.PROGRESS, subject, Completeness.INCOMPLETE, parts);
        if (!(writer.append(draft) instanceof Committed.Appended)) {
            throw new ConflictException("Another run works on " + part + " of " + subject
                    + " at the same time; let one run at a time take it, or give each run a share");
        }
    }

    /**
     * Tells endings that no record tells yet, once the subject is done: that a part failed, or that it does not exist.
     * Writes nothing when the last snapshot says the same, or when nothing was ever stored.
     */
    void close() {
        Optional<LogRecord> head = writer.head().record();
        if (head.isEmpty()) {
            return;
        }
        Map<Part, PartRecord> parts = carried();
        boolean holdsSomething =
                parts.values().stream().anyMatch(part -> part.content().isPresent());
        if (holdsSomething && (!tellsTheSame(head.get().parts(), parts) || isRenamed(head.get()))) {
            append(parts);
        }
    }

    private Committed append(Map<Part, PartRecord> parts) {
        return writer.append(RecordDraft.of(RecordKind.SNAPSHOT, subject, completeness(parts), parts));
    }

    private boolean isRenamed(LogRecord head) {
        return !head.subject().name().equals(subject.name())
                || !head.subject().url().equals(subject.url());
    }

    private Map<Part, PartRecord> carried() {
        Map<Part, PartRecord> parts = new TreeMap<>();
        writer.head().record().ifPresent(record -> parts.putAll(record.parts()));
        endings.forEach((part, ending) -> parts.merge(
                part,
                ending,
                (before, now) -> before.outcome().equals(now.outcome()) ? before : now.withContentOf(before)));
        return parts;
    }

    private static boolean tellsTheSame(Map<Part, PartRecord> before, Map<Part, PartRecord> now) {
        return words(before).equals(words(now));
    }

    private static Map<Part, String> words(Map<Part, PartRecord> parts) {
        Map<Part, String> words = new TreeMap<>();
        parts.forEach((part, record) -> words.put(part, record.outcome()));
        return words;
    }

    private Completeness completeness(Map<Part, PartRecord> parts) {
        boolean complete = offered.stream().allMatch(part -> {
            PartRecord record = parts.get(part);
            return record != null && List.of(STORED, "absent").contains(record.outcome());
        });
        return complete ? Completeness.COMPLETE : Completeness.INCOMPLETE;
    }
}
