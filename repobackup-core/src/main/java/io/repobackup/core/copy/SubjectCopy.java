package io.repobackup.core.copy;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw.Temperature;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.copy.CopyReport.Kind;
import io.repobackup.core.thaw.ColdBlob;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.reading.LogReading;
import io.repobackup.core.vault.reading.RecordBlobs;
import io.repobackup.core.vault.reading.StateReading;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies one subject: its log is read first, then the blobs that its records need are copied, then the records, in order. So
 * the copy has no record without the blobs that it needs, as far as the vault has them.
 *
 * <p><i>Used once, by one thread.</i>
 */
final class SubjectCopy {

    private final Vault vault;
    private final SubjectId subject;
    private final SubjectKeys keys;
    private final Comparison comparison;
    private final StoredBytes bytes;
    private final CopyBook book = new CopyBook();
    private final LogReading log = new LogReading();
    private final BitSet waiting = new BitSet();
    private List<BlobRef> blobs = List.of();
    private List<StoredBlob> records = List.of();

    SubjectCopy(CopySettings settings, SubjectId subject, StoredBytes bytes) {
        this.vault = settings.vault();
        this.subject = subject;
        this.keys = SubjectKeys.of(subject);
        this.comparison = settings.comparison();
        this.bytes = bytes;
    }

    /** What would be copied. */
    CopyPlan.Step plan() {
        attempt(this::look);
        long size = blobs.stream().mapToLong(BlobRef::storedSize).sum();
        return new CopyPlan.Step(subject, records.size(), blobs.size(), size);
    }

    /** Copies what is missing, as far as it can be. */
    CopyReport.Entry run() {
        attempt(() -> {
            look();
            blobs.forEach(this::copy);
            copyRecords();
        });
        return new CopyReport.Entry(subject, book.tally());
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (CancelledException e) {
            throw e;
        } catch (RepobackupException e) {
            book.trouble(Kind.NOT_COPIED, keys.log(), String.valueOf(e.getMessage()), List.of());
        } catch (RuntimeException e) {
            book.trouble(Kind.NOT_COPIED, keys.log(), "an unexpected failure, please report it: " + e, List.of());
        }
    }

    /** What the target has is listed first: what another copy puts there meanwhile is then in the log that is read. */
    private void look() {
        Map<BlobKey, StoredBlob> there = bytes.inTarget(keys.log());
        LogComparison logs = new LogComparison(keys, bytes.inSource(keys.log()), there);
        if (comparison == Comparison.LOGS && logs.isEqual()) {
            book.present(there.size());
            return;
        }
        LogHead head = readLog();
        compareBlobs();
        records = logs.missing(head, comparison, bytes, book);
    }

    private LogHead readLog() {
        RecordBlobs noted = new RecordBlobs(log.blobs(), new StateReading(vault.contents(subject)));
        LogHead head = vault.log(subject).visit(record -> {
            requireNotInterrupted();
            log.take(record);
            noted.note(record);
        });
        book.findings(head);
        return head;
    }

    private void compareBlobs() {
        Map<BlobKey, StoredBlob> there = new HashMap<>(bytes.inTarget(keys.data()));
        there.putAll(bytes.inTarget(keys.state()));
        List<BlobRef> missing = new ArrayList<>();
        for (BlobRef blob : log.wanted()) {
            StoredBlob found = there.get(blob.key());
            if (found == null) {
                missing.add(blob);
            } else if (isCopyOf(blob, found)) {
                book.present(1);
            } else {
                book.trouble(
                        Kind.DIVERGED,
                        blob.key(),
                        "the target has other bytes, " + found.sizeInBytes() + " of " + found.storedAt()
                                + ", instead of the " + blob.storedSize() + " that were stored",
                        log.needing(blob));
            }
        }
        blobs = missing;
    }

    private boolean isCopyOf(BlobRef blob, StoredBlob found) {
        requireNotInterrupted();
        return StoredBytes.isAsIs(blob, found) && (comparison != Comparison.DIGESTS || bytes.isThere(blob));
    }

    private void copy(BlobRef blob) {
        requireNotInterrupted();
        try {
            bytes.copy(blob);
            book.copied(blob.storedSize());
        } catch (ConflictException e) {
            book.trouble(Kind.DIVERGED, blob.key(), String.valueOf(e.getMessage()), log.needing(blob));
        } catch (FrozenException e) {
            book.cold(new ColdBlob(subject, blob.inStore(), Temperature.FROZEN), log.needing(blob));
            waiting.or(log.blobs().naming(blob));
        } catch (RepobackupException e) {
            if (!book.failed(blob.key(), e, log.needing(blob))) {
                waiting.or(log.blobs().naming(blob));
            }
        }
    }

    /** A record waits for its blobs as long as the vault has them, and those after it wait for it. */
    private void copyRecords() {
        int end = waiting.isEmpty() ? Integer.MAX_VALUE : waiting.nextSetBit(0);
        for (StoredBlob record : records) {
            requireNotInterrupted();
            if (LogComparison.number(record.key()) >= end) {
                return;
            }
            try {
                book.copied(bytes.copy(record));
            } catch (ConflictException e) {
                book.trouble(Kind.DIVERGED, record.key(), String.valueOf(e.getMessage()), List.of());
                return;
            } catch (RepobackupException e) {
                book.failed(record.key(), e, List.of());
                return;
            }
        }
    }

    private void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("Copying " + subject + " was interrupted; run the copy again");
        }
    }
}
