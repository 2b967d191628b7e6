package io.repobackup.core.lock;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.lock.LockReport.Kind;
import io.repobackup.core.lock.LockReport.Tally;
import io.repobackup.core.lock.LockReport.Trouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Locks objects one by one, and keeps the tally of it. <i>Confined to one thread.</i> */
final class Locker {

    /** A store that refuses so often is not asked for the rest. */
    private static final int GIVE_UP_AFTER = 8;

    private final LockSettings settings;
    private final Instant now;
    private final List<Trouble> troubles = new ArrayList<>();
    private long locked;
    private long already;
    private int refusals;

    Locker(LockSettings settings, Instant now) {
        this.settings = settings;
        this.now = now;
    }

    /** Sees to it that an object is locked. */
    void lock(StoredBlob object) {
        if (lastsFromPut(object)) {
            already++;
        } else {
            extend(object);
        }
    }

    /** Likewise; one that is not there is a trouble. */
    void lock(BlobKey key, Optional<StoredBlob> object) {
        object.ifPresentOrElse(this::lock, () -> missing(key));
    }

    void trouble(Kind kind, BlobKey key, String cause) {
        troubles.add(new Trouble(kind, key, cause));
    }

    Tally tally() {
        return new Tally(locked, already, troubles);
    }

    private boolean lastsFromPut(StoredBlob object) {
        Instant end = object.storedAt().plus(settings.lockedAtPut());
        return !end.isBefore(now.plus(settings.renewWhenLeft()));
    }

    private void extend(StoredBlob object) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("Locking " + object.key() + " was cancelled; run it again to go on");
        }
        try {
            settings.retention().retainAtLeast(object, now.plus(settings.keepFor()));
            locked++;
        } catch (CancelledException e) {
            throw e;
        } catch (NotFoundException e) {
            missing(object.key());
        } catch (RepobackupException e) {
            trouble(Kind.NOT_LOCKED, object.key(), String.valueOf(e.getMessage()));
            if (++refusals == GIVE_UP_AFTER) {
                throw e;
            }
        }
    }

    private void missing(BlobKey key) {
        trouble(Kind.MISSING, key, "it is needed and not there; verify the vault, and bring it back from a copy");
    }
}
