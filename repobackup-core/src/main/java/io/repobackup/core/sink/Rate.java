package io.repobackup.core.sink;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.http.Sleeper;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * So many bytes a second for all who share it, in the order in which they ask. What was not used lately may be used at once, up
 * to a tenth of a second's bytes.
 *
 * <p><i>Thread-safe.</i>
 */
final class Rate {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long AHEAD = SECOND / 10;
    private static final int LARGEST_PIECE = 64 << 10;

    private final long bytesPerSecond;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private long freeAt;

    Rate(long bytesPerSecond, LongSupplier nanoTime, Sleeper sleeper) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.freeAt = nanoTime.getAsLong() - AHEAD;
    }

    /** How many of so many bytes to pass at once, so that others have their turn. */
    int piece(int bytes) {
        long aTenth = Math.max(1, bytesPerSecond / 10);
        return (int) Math.min(bytes, Math.min(LARGEST_PIECE, aTenth));
    }

    /**
     * Returns when so many bytes may pass.
     *
     * @throws CancelledException when the thread is interrupted meanwhile; its interrupt flag is set again
     */
    void take(long bytes) {
        long left = bytes;
        while (left > 0) {
            int piece = piece((int) Math.min(left, Integer.MAX_VALUE));
            pause(reserve(piece));
            left -= piece;
        }
    }

    private synchronized long reserve(int bytes) {
        long now = nanoTime.getAsLong();
        long begin = freeAt - now < -AHEAD ? now - AHEAD : freeAt;
        freeAt = begin + Math.round((double) bytes * SECOND / bytesPerSecond);
        return freeAt - now;
    }

    private void pause(long nanos) {
        if (nanos <= 0) {
            return;
        }
        try {
            sleeper.sleep(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Waiting for bandwidth was interrupted", e);
        }
    }
}
