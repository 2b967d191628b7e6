package io.repobackup.api.source;

import io.repobackup.api.capture.State;
import java.time.Clock;
import java.util.Optional;

/**
 * What a source works with during one call. <i>Confined to the calling thread.</i>
 */
public interface SourceContext {

    /** The state of the last inventory that was used in a finished run: list validators, cursors. Empty the first time. */
    Optional<State> previous();

    /** The clock of the run. */
    Clock clock();

    /**
     * Returns when the work may go on.
     *
     * @throws io.repobackup.api.failure.CancelledException when it must stop; let it pass through
     */
    void checkCancelled();
}
