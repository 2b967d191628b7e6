package io.repobackup.s3;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.UnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The buffers that all uploads of a sink share: so many bytes and no more, a whole buffer at a time. Whoever needs one while
 * all are in use waits for its turn.
 *
 * <p>Nobody waits for himself: a thread that fills a buffer of one upload and needs one for another comes first, and gets one
 * beyond the bound when nothing is on its way that could end. So the bound is exceeded by no more than what single threads
 * have open beside their first upload, and by a single buffer that is longer than the bound. Who waits until nothing has
 * moved for long is told so.
 *
 * <p><i>Thread-safe.</i>
 */
final class UploadMemory {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final long limit;
    private final Duration patience;
    private final Map<Loan, Thread> filling = new HashMap<>();
    private final Set<Loan> onTheirWay = new HashSet<>();
    private final Deque<byte[]> spare = new ArrayDeque<>();
    private final Deque<Object> queue = new ArrayDeque<>();
    private long used;
    private long most;
    private long ended;

    /** A buffer until it is given back. */
    static final class Loan {

        private final byte[] array;

        private Loan(byte[] array) {
            this.array = array;
        }

        byte[] array() {
            return array;
        }
    }

    UploadMemory(long limitInBytes) {
        this(limitInBytes, PATIENCE);
    }

    UploadMemory(long limitInBytes, Duration patience) {
        this.limit = limitInBytes;
        this.patience = patience;
    }

    /** A buffer to fill, of this size; waits for its turn. */
    synchronized Loan take(String attempt, int size, BooleanSupplier closed) {
        Object place = new Object();
        boolean first = filling.containsValue(Thread.currentThread());
        if (first) {
            queue.addFirst(place);
        } else {
            queue.addLast(place);
        }
        try {
            while (queue.peek() != place || !(fits(size) || (first && onTheirWay.isEmpty()))) {
                await(attempt, closed);
            }
            return lend(size);
        } finally {
            queue.remove(place);
            notifyAll();
        }
    }

    /** The buffer is full and on its way, which ends by itself. */
    synchronized void sending(Loan loan) {
        if (filling.remove(loan) != null) {
            onTheirWay.add(loan);
        }
    }

    /** The buffer is used no more, and may be filled again. Nothing happens to one that was given back. */
    synchronized void give(Loan loan) {
        if (ends(loan)) {
            spare.push(loan.array());
        }
    }

    /** The same for a buffer that something may still read, so that it is not filled again. */
    synchronized void forget(Loan loan) {
        boolean unused = ends(loan);
    }

    /** Keeps no buffer for later; for when there is no upload. */
    synchronized void drop() {
        spare.clear();
    }

    /** Lets those look around who wait for a buffer: their upload may have been closed. */
    synchronized void wake() {
        notifyAll();
    }

    /** The most bytes that were in use at any time. */
    synchronized long mostInBytes() {
        return most;
    }

    private boolean fits(int size) {
        return used == 0 || used + size <= limit;
    }

    private Loan lend(int size) {
        spare.removeIf(each -> each.length != size);
        Loan loan = new Loan(spare.isEmpty() ? new byte[size] : spare.pop());
        filling.put(loan, Thread.currentThread());
        used += size;
        most = Math.max(most, used);
        return loan;
    }

    private boolean ends(Loan loan) {
        boolean ending = filling.remove(loan) != null || onTheirWay.remove(loan);
        if (ending) {
            used -= loan.array().length;
            ended++;
            notifyAll();
        }
        return ending;
    }

    private void await(String attempt, BooleanSupplier closed) {
        if (closed.getAsBoolean()) {
            throw new IllegalStateException(attempt + ": the upload was closed");
        }
        long before = ended;
        long begun = System.nanoTime();
        try {
            TimeUnit.NANOSECONDS.timedWait(this, patience.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(attempt + ": the thread was interrupted; run again when it suits", e);
        }
        if (ended == before && System.nanoTime() - begun >= patience.toNanos()) {
            throw new UnavailableException(attempt + ": other uploads hold all " + limit
                    + " bytes of memory for uploads, and none has moved for " + patience
                    + "; allow more memory for uploads, or fewer at once");
        }
    }
}
