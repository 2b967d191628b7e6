package io.repobackup.core.vault.run;

import io.repobackup.api.outcome.Severity;
import io.repobackup.api.subject.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * That a snapshot was brought back on trial, and how that went.
 *
 * <p><i>Immutable.</i>
 *
 * @param subject which subject
 * @param name its name
 * @param snapshot the number of the snapshot
 * @param time since when the snapshot stands
 * @param result ok: it came back as recorded; incomplete: all came back that its record does not call missing
 * @param notes what was odd or wrong, one line each
 * @param bytes how much was read from the vault
 * @param objects how many git objects came back
 * @param items how many items of metadata came back, contents included
 * @param took how long it took, to the millisecond
 */
public record DrillEntry(
        SubjectId subject,
        String name,
        long snapshot,
        Instant time,
        Severity result,
        List<String> notes,
        long bytes,
        long objects,
        long items,
        Duration took) {

    /** Takes a copy. */
    public DrillEntry {
        notes = List.copyOf(notes);
    }
}
