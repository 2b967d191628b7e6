package io.repobackup.github.offer;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.subject.Subject;

/**
 * A part of which the inventory says that there is nothing: not asked for, unless there was something once, for then what
 * is gone has to be noted. <i>Thread-safe and stateless.</i>
 */
final class UnlessNone implements Snapshotter {

    private final Snapshotter snapshotter;
    private final String reason;

    UnlessNone(Snapshotter snapshotter, String reason) {
        this.snapshotter = snapshotter;
        this.reason = reason;
    }

    @Override
    public Captured capture(Subject subject, PartContext context) {
        return context.previous().isEmpty() ? new Captured.Missing(reason) : snapshotter.capture(subject, context);
    }
}
