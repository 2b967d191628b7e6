package io.repobackup.core.vault.run;

import io.repobackup.api.outcome.Severity;
import io.repobackup.core.vault.key.Ulid;
import java.time.Instant;
import java.util.List;

/**
 * What a restore drill brought back.
 *
 * <p><i>Immutable.</i>
 *
 * @param run the drill's id
 * @param started when it began, by its clock
 * @param ended when it was over
 * @param entries every subject that was brought back, or should have been
 */
public record DrillReport(Ulid run, Instant started, Instant ended, List<DrillEntry> entries) {

    /** Takes a copy. */
    public DrillReport {
        entries = List.copyOf(entries);
    }

    /** The worst of all results. */
    public Severity severity() {
        return entries.stream().map(DrillEntry::result).reduce(Severity.OK, Severity::and);
    }
}
