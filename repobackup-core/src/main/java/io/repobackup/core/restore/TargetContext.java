package io.repobackup.core.restore;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.restore.Journal;
import io.repobackup.api.restore.RestoreContext;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * What a target works with.
 *
 * @param journal the steps that are done
 * @param clock the clock of the restore
 * @param cancelled whether the restore was, also when the target took no notice of the interrupt
 */
record TargetContext(Journal journal, Clock clock, BooleanSupplier cancelled) implements RestoreContext {

    @Override
    public void checkCancelled() {
        if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new CancelledException("The restore was cancelled; run it again on the same target to go on");
        }
    }
}
