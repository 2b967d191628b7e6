package io.repobackup.core.capture;

import io.repobackup.core.vault.MetadataContent;

/** Hears how a capture goes, and may stop it. <i>Confined to the thread of the capture.</i> */
public interface CaptureMonitor {

    /** How far it is; a negative total when unknown. */
    void progress(long done, long total, String unit);

    /**
     * Returns when the capture may go on.
     *
     * @throws io.repobackup.api.failure.CancelledException when it must stop
     */
    void checkCancelled();

    /** Makes what was captured so far survive a kill. When it returns, it does. */
    void checkpoint(MetadataContent soFar);
}
