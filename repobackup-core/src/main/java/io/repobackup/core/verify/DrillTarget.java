package io.repobackup.core.verify;

import io.repobackup.api.restore.Fidelity;
import io.repobackup.api.restore.RestorableSubject;
import io.repobackup.api.restore.RestoreContext;
import io.repobackup.api.restore.RestoreTarget;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Passes one subject on to a target, and remembers what that took. <i>Thread-safe.</i> */
final class DrillTarget implements RestoreTarget {

    private final RestoreTarget target;
    private volatile @Nullable WatchedSubject restored;

    DrillTarget(RestoreTarget target) {
        this.target = target;
    }

    /** The subject, once the target has brought it back. */
    Optional<WatchedSubject> restored() {
        return Optional.ofNullable(restored);
    }

    @Override
    public Fidelity assess(RestorableSubject subject) {
        return target.assess(subject);
    }

    @Override
    public OptionalLong freeSpaceInBytes() {
        return target.freeSpaceInBytes();
    }

    @Override
    public void restore(RestorableSubject subject, RestoreContext context) {
        WatchedSubject watched = new WatchedSubject(subject);
        target.restore(watched, context);
        restored = watched;
    }
}
