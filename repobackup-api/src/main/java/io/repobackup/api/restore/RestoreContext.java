package io.repobackup.api.restore;

import java.time.Clock;

/** What a target works with during one restore of one subject. <i>Confined to the calling thread.</i> */
public interface RestoreContext {

    /** What was done before, so that an interrupted restore goes on without duplicates. */
    Journal journal();

    /** The clock of the restore. */
    Clock clock();

    /**
     * Returns when the work may go on.
     *
     * @throws io.repobackup.api.failure.CancelledException when it must stop; let it pass through
     */
    void checkCancelled();
}
