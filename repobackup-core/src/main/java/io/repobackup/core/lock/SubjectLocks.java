package io.repobackup.core.lock;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.lock.LockReport.Kind;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.Finding;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.reading.LogReading;
import io.repobackup.core.vault.reading.RecordBlobs;
import io.repobackup.core.vault.reading.StateReading;
import java.util.Map;
import java.util.Optional;

/** Looks after the locks of one subject. <i>Used once, by one thread.</i> */
final class SubjectLocks {

    private final Vault vault;
    private final SubjectId subject;
    private final SubjectKeys keys;
    private final StoredObjects objects;
    private final Locker locker;
    private final LogReading log = new LogReading();
    private final StateReading states;

    SubjectLocks(Vault vault, SubjectId subject, StoredObjects objects, Locker locker) {
        this.vault = vault;
        this.subject = subject;
        this.keys = SubjectKeys.of(subject);
        this.objects = objects;
        this.locker = locker;
        this.states = new StateReading(vault.contents(subject));
    }

    /**
     * Locks its records and what they need, or as much of it as the store allows.
     *
     * @param known the number of the last record that a catalog knows, 0 when none does
     */
    LockReport.Entry run(long known) {
        try {
            boolean sound = readLog(known);
            lock(sound);
        } catch (CancelledException e) {
            throw e;
        } catch (RepobackupException e) {
            locker.trouble(Kind.UNREAD, keys.log(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            locker.trouble(Kind.UNREAD, keys.log(), "an unexpected failure, please report it: " + e);
        }
        return new LockReport.Entry(subject, locker.tally());
    }

    /** Whether the log tells of all that is needed. */
    private boolean readLog(long known) {
        RecordBlobs blobs = new RecordBlobs(log.blobs(), states);
        LogHead head = vault.log(subject).visit(record -> {
            log.take(record);
            blobs.note(record);
        });
        for (Finding finding : head.findings()) {
            locker.trouble(Kind.DOUBTFUL, finding.key(), finding.text());
        }
        if (head.number() < known) {
            locker.trouble(
                    Kind.DOUBTFUL,
                    keys.record(head.number() + 1),
                    "a catalog knows records up to " + known + ", and the log ends at " + head.number());
        }
        states.failures().forEach((blob, why) -> locker.trouble(Kind.DOUBTFUL, blob.key(), "" + why.getMessage()));
        return head.findings().isEmpty()
                && head.number() >= known
                && states.failures().isEmpty();
    }

    private void lock(boolean sound) {
        objects.under(keys.log()).values().forEach(locker::lock);
        Map<BlobKey, StoredBlob> blobs = objects.under(keys.data());
        blobs.putAll(objects.under(keys.state()));
        for (BlobRef needed : log.wanted()) {
            locker.lock(needed.key(), Optional.ofNullable(blobs.remove(needed.key())));
        }
        if (!sound) {
            blobs.values().stream().filter(blob -> !log.isCondemned(blob.key())).forEach(locker::lock);
        }
    }
}
