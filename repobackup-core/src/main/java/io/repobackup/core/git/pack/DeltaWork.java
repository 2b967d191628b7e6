package io.repobackup.core.git.pack;

import io.repobackup.api.failure.CancelledException;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is left to do for the threads that put deltas together: ranges of entries that have not been begun, and shares that
 * one thread gave away because another had nothing to do.
 *
 * <p><i>Thread-safe.</i>
 */
final class DeltaWork {

    /** How many entries a thread looks through before it asks for more. */
    static final int RANGE = 256;

    private static final long SHORT_MILLIS = 500;

    private final String what;
    private final Children children;
    private final int threads;
    private final PackConsumer consumer;
    private final Thread caller = Thread.currentThread();
    private final ReentrantLock largeContents = new ReentrantLock();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicLong resolved = new AtomicLong();
    private final AtomicLong made = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ArrayDeque<Share> shares = new ArrayDeque<>();
    private int waiting;
    private volatile boolean wanted;
    private volatile boolean ended;

    /** Deltas on one object, from one up to another, and its content. */
    record Share(int base, int first, int end, ObjectKind kind, Content content) {}

    /** All deltas of a pack, for so many threads, of which the current one is told about to the consumer. */
    DeltaWork(String what, Children children, int threads, PackConsumer consumer) {
        this.what = what;
        this.children = children;
        this.threads = threads;
        this.consumer = consumer;
    }

    /** Which deltas there are. */
    Children children() {
        return children;
    }

    /** How many threads do the work. */
    int threads() {
        return threads;
    }

    /** The first entry of a range that nobody else looks through, of so many; they may be over. */
    int nextRange(int entries) {
        return begun.get() >= entries ? entries : begun.getAndAdd(RANGE);
    }

    /** Counts so many deltas that were put together to so many bytes, and gives how many bytes it is in all. */
    long count(int deltas, long bytes) {
        resolved.addAndGet(deltas);
        long all = made.addAndGet(bytes);
        tell();
        return all;
    }

    /** Whether another thread would take a share. */
    boolean isWanted() {
        return wanted;
    }

    /** Lets another thread have a share. */
    synchronized void give(Share share) {
        shares.add(share);
        wanted = waiting > shares.size();
        notifyAll();
    }

    /** Waits for a share; null when nobody has anything left. */
    @Nullable
    Share take() {
        arrive();
        while (true) {
            synchronized (this) {
                Share share = ended ? null : shares.poll();
                if (ended || share != null) {
                    waiting--;
                    wanted = waiting > shares.size();
                    return share;
                }
                awaitChange();
            }
            tell();
        }
    }

    /** Ends the work of all threads, for one has failed with this. */
    void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        end();
    }

    /** Throws when the work ended early. */
    void check() {
        if (ended) {
            throwFailure();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled();
        }
    }

    /** Throws what a thread failed with, if any did. */
    void throwFailure() {
        Throwable cause = failure.get();
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
    }

    /** What a thread holds while it has large contents, so that those of several do not add up. */
    ReentrantLock largeContents() {
        return largeContents;
    }

    /** Says that the work was interrupted. */
    CancelledException cancelled() {
        return new CancelledException("Indexing " + what + " was interrupted; run it again when it suits");
    }

    private synchronized void arrive() {
        waiting++;
        wanted = waiting > shares.size();
        if (waiting == threads && shares.isEmpty()) {
            end();
        }
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    @SuppressWarnings("WaitNotInLoop") // the caller looks again
    private void awaitChange() {
        try {
            wait(SHORT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled();
        }
    }

    private void tell() {
        if (Thread.currentThread() == caller) {
            consumer.resolved(resolved.get(), children.deltas());
        }
    }
}
