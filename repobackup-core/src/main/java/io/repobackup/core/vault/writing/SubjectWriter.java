package io.repobackup.core.vault.writing;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.Appended;
import io.repobackup.core.vault.Finding;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.RecordHeader;
import io.repobackup.core.vault.Requirements;
import io.repobackup.core.vault.SubjectBlobs;
import io.repobackup.core.vault.SubjectContents;
import io.repobackup.core.vault.SubjectLog;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.run.RunStart;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one subject during one run, by the protocol of docs/FORMAT.md, section «Writing». Opening it reads where the
 * log ends and which of the head's packs the store still has; what is captured may rely on these and on blobs stored
 * through this writer, on nothing else.
 *
 * <p>Nothing has to be closed: what was stored and never named by a record is an orphan, and pruning removes it.
 * <i>Confined to one thread at a time</i>; its blobs and contents are thread-safe.
 */
public final class SubjectWriter {

    /** For how long after opening a record may be appended: 24 hours. */
    public static final Duration COMMIT_WINDOW = Duration.ofHours(24);

    private static final int VOID_ATTEMPTS = 8;

    private final Vault vault;
    private final SubjectId subject;
    private final SubjectLog log;
    private final RunStart run;
    private final Instant opened;
    private final SubjectBlobs blobs;
    private LogHead head;
    private Set<BlobKey> missing;

    private SubjectWriter(Vault vault, SubjectId subject, RunStart run, long known) {
        this.vault = vault;
        this.subject = subject;
        this.run = run;
        this.opened = vault.clock().instant();
        this.log = vault.log(subject);
        this.blobs = vault.blobs(subject);
        this.head = log.headFrom(known);
        requireAppendable();
        this.missing = findMissing();
    }

    /**
     * Opens a subject for writing.
     *
     * @param run the run that writes
     * @param known the number of the last valid record that the catalog knows; 0 when it knows none
     * @throws io.repobackup.api.failure.MisconfiguredException when the vault or the head is of a newer format
     */
    public static SubjectWriter open(Vault vault, SubjectId subject, RunStart run, long known) {
        return new SubjectWriter(vault, subject, run, known);
    }

    /** Where the log ends, as of the opening or the last append. */
    public LogHead head() {
        return head;
    }

    /**
     * The blobs of the head's packs that the store does not have with their sizes. Empty, or else nothing of these
     * packs may be relied on: the parts are captured in full, and the findings are an alarm.
     */
    public Set<BlobKey> missingBlobs() {
        return missing;
    }

    /** What is wrong with the log and with the head's packs. */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>(head.findings());
        missing.forEach(key -> all.add(new Finding(
                Finding.Kind.MISSING_BLOB, key, "the head relies on it, and it is not there with its size")));
        return all;
    }

    /** The subject's blobs, under fresh keys. */
    public SubjectBlobs blobs() {
        return blobs;
    }

    /** Reads the contents of the head, and spells those of the next record. */
    public SubjectContents contents() {
        return vault.contents(subject);
    }

    /**
     * Appends a record. An answer that was lost is settled, a number that something void occupies is passed over.
     *
     * @throws io.repobackup.api.failure.OutcomeUnknownException when it remains unknown whether it is there
     */
    public Committed append(RecordDraft draft) {
        return append(draft, null);
    }

    /**
     * Appends a record that tells of an earlier moment, likewise. It gets that time, or where the last record has that one
     * or a later one, the millisecond after it.
     */
    public Committed appendAsOf(Instant moment, RecordDraft draft) {
        return append(draft, moment);
    }

    private Committed append(RecordDraft draft, @Nullable Instant moment) {
        if (!draft.subject().id().equals(subject)) {
            throw new IllegalArgumentException(
                    "a record of " + draft.subject() + " cannot be in the log of " + subject);
        }
        for (int attempt = 1; ; attempt++) {
            Duration open = Duration.between(opened, vault.clock().instant());
            if (open.compareTo(COMMIT_WINDOW) > 0) {
                return new Committed.Expired(open);
            }
            LogHead before = head;
            Appended appended =
                    log.append(record(draft, time(moment == null ? vault.clock().instant() : moment)));
            if (appended instanceof Appended.Done done) {
                head = done.head();
                return new Committed.Appended(done.head().record().orElseThrow());
            }
            head = ((Appended.Lost) appended).head();
            if (!head.link().equals(before.link()) || head.number() <= before.number() || attempt == VOID_ATTEMPTS) {
                missing = findMissing();
                return new Committed.Lost(head);
            }
        }
    }

    private LogRecord record(RecordDraft draft, Instant time) {
        RecordHeader header = new RecordHeader(
                vault.id(),
                head.number() + 1,
                vault.freshId(),
                draft.kind(),
                time,
                run.run().text(),
                run.engine(),
                head.link(),
                Requirements.none());
        return new LogRecord(header, draft.subject(), draft.completeness(), draft.parts(), draft.prune());
    }

    private Instant time(Instant moment) {
        Instant now = moment.truncatedTo(ChronoUnit.MILLIS);
        Optional<Instant> least = head.record().map(record -> record.time().plusMillis(1));
        return least.filter(time -> time.isAfter(now)).orElse(now);
    }

    private Set<BlobKey> findMissing() {
        return head.record()
                .map(record ->
                        StoredSizes.list(vault.sink(), SubjectKeys.of(subject)).missingOf(record))
                .orElse(Set.of());
    }

    private void requireAppendable() {
        vault.requireAppendable(head);
    }
}
