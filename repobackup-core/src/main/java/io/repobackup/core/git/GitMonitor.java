package io.repobackup.core.git;

import io.repobackup.core.git.pack.LfsPointer;
import io.repobackup.core.vault.GitContent;
import java.util.List;

/**
 * Who watches a capture and may stop it. Called on the thread that captures; what it throws ends the capture and passes
 * through. <i>Confined to that thread.</i>
 */
public interface GitMonitor {

    /**
     * Tells how far the capture is.
     *
     * @param done how much is done, 0 or more
     * @param total how much there is in all, or a negative number when unknown
     * @param unit what is counted, in the plural
     */
    void progress(long done, long total, String unit);

    /** Throws {@link io.repobackup.api.failure.CancelledException} when the capture should stop. Called often. */
    void checkCancelled();

    /**
     * Tells that a step of a large repository is stored. Its blobs are committed; a record of kind progress that names
     * them spares the next run to fetch them again.
     *
     * @param soFar the refs whose objects are all stored, and the packs
     * @param pointers what the packs of this capture point to so far, perhaps several times
     */
    void step(GitContent soFar, List<LfsPointer> pointers);
}
