package io.repobackup.testkit.capture;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Watches that a capture keeps to the rules of its context. */
final class CaptureGuard {

    private final AtomicInteger checks = new AtomicInteger();
    private final Set<String> openKinds = new HashSet<>();
    private @Nullable Thread owner;
    private boolean ended;
    private volatile int cancelledFrom = Integer.MAX_VALUE;

    void requireUsable() {
        if (owner == null) {
            owner = Thread.currentThread();
        }
        if (owner != Thread.currentThread()) {
            throw new IllegalStateException("a context is confined to the thread of its capture, " + owner.getName()
                    + ", and was used on " + Thread.currentThread().getName());
        }
        if (ended) {
            throw new IllegalStateException("the capture has ended; its context cannot be used any more");
        }
    }

    void opened(String kind) {
        requireUsable();
        if (!openKinds.add(kind)) {
            throw new IllegalStateException("a segment of '" + kind + "' is still open; close it first");
        }
    }

    void closed(String kind) {
        openKinds.remove(kind);
    }

    void requireAllClosed() {
        if (!openKinds.isEmpty()) {
            throw new IllegalStateException("the capture ended with open segments of " + openKinds + "; close them");
        }
    }

    void end() {
        ended = true;
    }

    void cancelAtCheck(int number) {
        cancelledFrom = number;
    }

    int checks() {
        return checks.get();
    }

    boolean isCancelledAtThisCheck() {
        return checks.incrementAndGet() >= cancelledFrom;
    }
}
