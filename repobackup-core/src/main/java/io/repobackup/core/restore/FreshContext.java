package io.repobackup.core.restore;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.restore.Journal;
import io.repobackup.api.restore.RestoreContext;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The context of a restore that begins anew: its journal lasts as long as the restore. <i>Confined to one thread.</i> */
final class FreshContext implements RestoreContext {

    private final Clock clock;
    private final Map<String, String> steps = new HashMap<>();

    FreshContext(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Journal journal() {
        return new Journal() {
            @Override
            public Optional<String> find(String step) {
                return Optional.ofNullable(steps.get(step));
            }

            @Override
            public void done(String step, String result) {
                steps.put(step, result);
            }
        };
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void checkCancelled() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("The restore was cancelled; what is complete stays in the target");
        }
    }
}
