package io.repobackup.api.retention;

import io.repobackup.api.snapshot.SnapshotInfo;
import java.time.Instant;
import java.util.List;

/**
 * A rule for keeping the snapshots of one subject. A snapshot stands from its time until the next one's, so «the state
 * of last Tuesday» is the last snapshot before it, whenever that was taken.
 *
 * <p><i>Thread-safe and without side effects</i>: equal arguments give equal verdicts.
 */
@FunctionalInterface
public interface RetentionPolicy {

    /**
     * Judges all snapshots of one subject.
     *
     * @param ascending every snapshot that can be restored, the oldest first
     * @param now the time of the judgement
     * @return one verdict for each snapshot, in the same order
     */
    List<Verdict> judge(List<SnapshotInfo> ascending, Instant now);
}
