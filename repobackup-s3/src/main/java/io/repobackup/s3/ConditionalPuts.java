package io.repobackup.s3;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.s3.Puts.Letter;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Puts objects where there are none. Which words the store understands is found out with the first object that is put:
 * it is sent once more, with the same bytes, and a store that honours the condition refuses that.
 *
 * <p><i>Thread-safe.</i>
 */
final class ConditionalPuts {

    private final Bucket bucket;
    private final Puts puts;
    private final List<Dialect> candidates;
    private final ReentrantLock probing = new ReentrantLock();
    private volatile @Nullable Dialect known;

    ConditionalPuts(Bucket bucket, List<Dialect> candidates) {
        this.bucket = bucket;
        this.puts = new Puts(bucket);
        this.candidates = List.copyOf(candidates);
    }

    /** The words that the store was found to understand, or those that are tried first. */
    Dialect likely() {
        Dialect found = known;
        return found == null ? candidates.get(0) : found;
    }

    StoredBlob put(Letter letter) {
        Dialect dialect = known;
        return dialect == null ? putAndProbe(letter) : puts.send(letter, dialect);
    }

    private StoredBlob putAndProbe(Letter letter) {
        Attempt attempt = attempt(letter);
        try {
            probing.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(attempt, e);
        }
        try {
            Dialect found = known;
            return found == null ? probe(letter) : puts.send(letter, found);
        } finally {
            probing.unlock();
        }
    }

    private StoredBlob probe(Letter letter) {
        refuseIfThere(letter);
        Dialect first = candidates.get(0);
        StoredBlob stored;
        try {
            stored = puts.send(letter, first);
        } catch (ConflictException e) {
            known = first;
            throw e;
        }
        for (Dialect dialect : candidates) {
            if (isRefused(letter, dialect)) {
                known = dialect;
                return settled(stored, letter, dialect == first);
            }
        }
        throw new MisconfiguredException(attempt(letter)
                + ": the store put it twice although it was told to put it only where there is nothing; racing writers"
                + " would destroy each other's records. Use a store with conditional puts, or promise with singleWriter"
                + " that one process alone writes here");
    }

    private static StoredBlob settled(StoredBlob stored, Letter letter, boolean putUnderTheCondition) {
        if (putUnderTheCondition) {
            return stored;
        }
        throw new OutcomeUnknownException("Putting " + letter.key()
                + ": the store understands another condition than the one it was sent; repeat the same call, and read"
                + " what is there if it then exists");
    }

    /** Before anything is known, what is there is not put to the test. */
    private void refuseIfThere(Letter letter) {
        if (new Stats(bucket).of(letter.key()).isPresent()) {
            throw new ConflictException(attempt(letter) + ": it exists; read what is there, then decide");
        }
    }

    private boolean isRefused(Letter letter, Dialect dialect) {
        try {
            puts.send(letter, dialect);
            return false;
        } catch (ConflictException e) {
            return true;
        } catch (OutcomeUnknownException e) {
            throw e;
        } catch (MisconfiguredException e) {
            return false;
        }
    }

    private static CancelledException interrupted(Attempt attempt, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CancelledException(attempt + ": the thread was interrupted; run again when it suits", e);
    }

    private Attempt attempt(Letter letter) {
        return Attempt.writing("Putting", bucket.place(), letter.key(), "s3:PutObject");
    }
}
