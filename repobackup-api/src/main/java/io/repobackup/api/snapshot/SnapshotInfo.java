package io.repobackup.api.snapshot;

import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.SubjectId;
import java.time.Instant;
import java.util.Map;

/**
 * A snapshot that can be restored. It stands from its time until the next snapshot of the same subject.
 *
 * <p><i>Immutable.</i>
 *
 * @param subject of what
 * @param name the subject's name at that time
 * @param number its number in the subject's log, 1 or more; numbers of other records lie between those of snapshots
 * @param time since when it stands
 * @param completeness whether something was missing when it was taken
 * @param parts the parts it holds, each with the time it was captured
 */
public record SnapshotInfo(
        SubjectId subject,
        String name,
        long number,
        Instant time,
        Completeness completeness,
        Map<Part, Instant> parts) {

    /** Takes a copy of the parts. */
    public SnapshotInfo {
        parts = Map.copyOf(parts);
    }

    /** Whether something was missing when a snapshot was taken. */
    public enum Completeness {
        /** Every part that was offered is held, and none of them lacks anything. */
        COMPLETE,
        /** Some part failed, waited or lacks something; what is held is sound. */
        INCOMPLETE
    }
}
