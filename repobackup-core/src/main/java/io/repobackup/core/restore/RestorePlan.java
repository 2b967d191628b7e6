package io.repobackup.core.restore;

import io.repobackup.api.restore.Fidelity;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.thaw.ColdBlob;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a restore would bring back. Nothing is written for it, and no data is read.
 *
 * <p><i>Immutable.</i>
 *
 * @param steps one for each subject that has a snapshot at the moment that was asked for
 * @param withoutSnapshot subjects that have none: they were first backed up later, or never completely
 * @param problems subjects that cannot be restored, each with the reason: a damaged log, one that is not in the vault
 * @param bytes how much has to be read and written in all
 * @param freeBytes how much fits into the target; empty when unknown
 * @param cold the blobs that lie in a cold tier and must be thawed first, see {@link RestoreEngine#thaw}; asked for only where
 *     the store tells, and only for data from {@code ThawOptions.withColdFrom} on
 */
public record RestorePlan(
        List<Step> steps,
        List<SubjectId> withoutSnapshot,
        List<String> problems,
        long bytes,
        OptionalLong freeBytes,
        List<ColdBlob> cold) {

    /** Takes copies. */
    public RestorePlan {
        steps = List.copyOf(steps);
        withoutSnapshot = List.copyOf(withoutSnapshot);
        problems = List.copyOf(problems);
        cold = List.copyOf(cold);
    }

    /** Whether everything can be read now, as far as that is known. */
    public boolean isReadable() {
        return cold.isEmpty();
    }

    /** How much must be thawed first, in bytes as stored. */
    public long coldBytes() {
        return ColdBlob.bytes(cold);
    }

    /** Whether it all fits, as far as that is known. */
    public boolean fits() {
        return freeBytes.isEmpty() || freeBytes.getAsLong() >= bytes;
    }

    /**
     * One subject.
     *
     * @param snapshot the snapshot that would be restored
     * @param bytes how much has to be read
     * @param fidelity how true to the original it would be
     */
    public record Step(SnapshotInfo snapshot, long bytes, Fidelity fidelity) {}
}
