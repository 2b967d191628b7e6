package io.repobackup.core.backup;

import io.repobackup.api.failure.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds captures in which nothing has moved for too long, and interrupts them. Time is the machine's own running time,
 * not the run's clock: a hanging socket does not care what day it is.
 *
 * <p><i>Thread-safe.</i>
 */
final class StallWatch implements AutoCloseable {

    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final Map<Thread, Beat> captures = new ConcurrentHashMap<>();
    private @Nullable Thread watcher;

    StallWatch(Duration timeout, LongSupplier nanoTime) {
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    /** Begins to look, several times within the timeout. */
    synchronized StallWatch start() {
        Thread thread = new Thread(this::watch, "repobackup-stall-watch");
        thread.setDaemon(true);
        thread.start();
        watcher = thread;
        return this;
    }

    /**
     * Does something with the store or the source on the calling thread, and interrupts it when nothing moves.
     *
     * @param what it is, for people
     */
    <T> T watching(String what, Function<Beat, T> work) {
        Beat beat = begin();
        try (beat) {
            return work.apply(beat);
        } catch (RuntimeException e) {
            if (beat.isStalled()) {
                throw new UnavailableException(
                        what + " was interrupted because nothing had moved for the stall timeout; look at the store and"
                                + " the host, or set a longer timeout",
                        e);
            }
            throw e;
        }
    }

    /** Does likewise what has no result. */
    void watching(String what, Runnable work) {
        watching(what, beat -> {
            work.run();
            return true;
        });
    }

    /** The calling thread begins a capture. */
    Beat begin() {
        Beat beat = new Beat(Thread.currentThread());
        captures.put(Thread.currentThread(), beat);
        return beat;
    }

    /** The calling thread waits on purpose for so long, and stands still no sooner than the timeout after that. */
    void rests(Duration pause) {
        Beat beat = captures.get(Thread.currentThread());
        if (beat != null) {
            beat.rests(pause);
        }
    }

    /** Interrupts every capture that stands still. */
    void look() {
        List<Beat> beats = new ArrayList<>(captures.values());
        beats.forEach(Beat::interruptWhenStalled);
    }

    @Override
    public synchronized void close() {
        if (watcher != null) {
            watcher.interrupt();
        }
    }

    private void watch() {
        try {
            Duration pause = timeout.dividedBy(4).plusMillis(1);
            while (true) {
                synchronized (this) {
                    wait(pause.toMillis());
                }
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One capture on one thread. */
    final class Beat implements AutoCloseable {

        private final Thread thread;
        private volatile long last = nanoTime.getAsLong();
        private boolean stalled;
        private boolean ended;

        private Beat(Thread thread) {
            this.thread = thread;
        }

        /** Something has moved. */
        void moved() {
            last = nanoTime.getAsLong();
        }

        private void rests(Duration pause) {
            last = nanoTime.getAsLong() + pause.toNanos();
        }

        /** Whether the capture was interrupted for standing still. */
        synchronized boolean isStalled() {
            return stalled;
        }

        private synchronized void interruptWhenStalled() {
            if (!ended && !stalled && nanoTime.getAsLong() - last > timeout.toNanos()) {
                stalled = true;
                thread.interrupt();
            }
        }

        /** The capture is over; an interrupt of this watch does not outlive it. */
        @Override
        public synchronized void close() {
            ended = true;
            captures.remove(thread);
            if (stalled) {
                Thread.interrupted();
            }
        }
    }
}
