package io.repobackup.core.vault.writing;

import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.PruneNote;
import io.repobackup.core.vault.RecordKind;
import java.util.Map;
import java.util.Optional;

/**
 * What a record is to say, without what only its place in the log tells.
 *
 * <p><i>Immutable.</i>
 *
 * @param kind why it is appended
 * @param subject the subject as its host describes it now
 * @param completeness whether every part that was offered is held and lacks nothing
 * @param parts every part, those carried forward from the head included
 * @param prune what a {@link RecordKind#PRUNE} record drops
 */
public record RecordDraft(
        RecordKind kind,
        Subject subject,
        Completeness completeness,
        Map<Part, PartRecord> parts,
        Optional<PruneNote> prune) {

    /** Takes a copy. */
    public RecordDraft {
        parts = Map.copyOf(parts);
    }

    /** A draft of any kind but {@link RecordKind#PRUNE}. */
    public static RecordDraft of(
            RecordKind kind, Subject subject, Completeness completeness, Map<Part, PartRecord> parts) {
        return new RecordDraft(kind, subject, completeness, parts, Optional.empty());
    }
}
